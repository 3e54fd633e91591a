/**
 * The mail addresses of people, which Graph's getSchedule wants instead of their ids.
 * Authority: Graph v1.0 getSchedule (schedules are SMTP addresses); List users ($filter with `in` takes 15 values).
 */
import { z } from 'zod';
import { objectIdOf, type PersonKey } from '../../src/people/person.ts';
import type { GraphAnswer, GraphClient, TimeLeft } from './graph-client.ts';

const MOST_IDS = 15;
const users = z.object({ value: z.array(z.object({ id: z.string(), mail: z.string().nullish() })) });

export type Addresses = { readonly kind: 'found'; readonly of: ReadonlyMap<PersonKey, string> } | { readonly kind: 'notFound'; readonly answer: GraphAnswer };
/** Lower-case addresses of those who have one; somebody without a mailbox is not among them. */
export type MailAddresses = (people: readonly PersonKey[], left: TimeLeft) => Promise<Addresses>;

/** Keeps what it found for as long as the process runs, and looks again for those who had none: a mailbox may be made for them yet. */
export function mailAddresses(graph: GraphClient): MailAddresses {
  const known = new Map<string, string>();
  return async (people, left) => {
    const missing = people.map(objectIdOf).filter((id) => !known.has(id));
    for (let from = 0; from < missing.length; from += MOST_IDS) {
      const answer = await lookUp(graph, missing.slice(from, from + MOST_IDS), left());
      const read = answer.kind === 'answered' ? users.safeParse(answer.body).data : undefined;
      if (read === undefined) return { kind: 'notFound', answer };
      for (const { id, mail } of read.value) if (mail) known.set(id.toLowerCase(), mail.toLowerCase());
    }
    const addresses = people.map((person) => [person, known.get(objectIdOf(person))] as const);
    return { kind: 'found', of: new Map(addresses.flatMap(([person, address]) => (address === undefined ? [] : [[person, address] as const]))) };
  };
}

function lookUp(graph: GraphClient, ids: readonly string[], limitMs: number): Promise<GraphAnswer> {
  const filter = encodeURIComponent(`id in (${ids.map((id) => `'${id}'`).join(',')})`);
  return graph({ method: 'GET', path: `/users?$filter=${filter}&$select=id,mail`, limitMs });
}
