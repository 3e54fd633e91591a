/** A form on the memory store, driven through the flow as people drive it: presses in, cards out, and every request to the store counted. */
import { BookingFlow, type BookingAnswer } from '../../../bot/booking/booking-flow.ts';
import type { Confirmation } from '../../../bot/booking/confirm.ts';
import { parseDraft, type BookingDraft } from '../../../bot/booking/draft.ts';
import { dateStep, type DateParts } from '../../../bot/booking/steps/date-step.ts';
import { peopleStep, type PeopleParts } from '../../../bot/booking/steps/people-step.ts';
import { stays, type Asking, type BookingStep } from '../../../bot/booking/steps/step.ts';
import { civilInstant, machineInstant } from '../../../src/calendar/instants.ts';
import type { PersonKey } from '../../../src/people/person.ts';
import { UNBOOKED } from '../../../src/conference/state.ts';
import { diaryClaims, type DiaryClaims } from '../../../src/store/diary-claims.ts';
import { drafts as draftStore } from '../../../src/store/drafts.ts';
import type { Table, TableStore } from '../../../src/store/port.ts';
import { aKeyRing, anOpenStore } from '../../store/support/conference.ts';
import { everyNode } from '../../cards/every-card.ts';
import { authority, book, MINUTE, NOW, OWNER } from './a-draft.ts';

/** A store that counts what is asked of it; a query and a transaction are one request each. */
export function counted(store: TableStore): TableStore & { readonly trips: string[] } {
  const trips: string[] = [];
  const table = (name: Parameters<TableStore['table']>[0]): Table => {
    const inner = store.table(name);
    return new Proxy(inner, {
      get: (target, property: keyof Table) => (...given: unknown[]) => {
        trips.push(`${name}.${property}`);
        return (target[property] as (...args: unknown[]) => unknown)(...given);
      },
    });
  };
  return { ...store, open: () => store.open(), ready: () => store.ready(), table, trips };
}

export type FormParts = {
  readonly directory?: PeopleParts['directory'];
  readonly desk?: PeopleParts['desk'];
  readonly lists?: PeopleParts['lists'];
  readonly outlook?: DateParts['outlook'];
  readonly confirm?: (draft: BookingDraft, slot: string, asking: Asking, diary: DiaryClaims) => Promise<Confirmation>;
};

export type Service = { readonly store: TableStore & { readonly trips: string[] }; readonly keyRing: ReturnType<typeof aKeyRing>; minutes: number; readonly diary: DiaryClaims };

/** The companion's store and clock, which several forms and devices share. */
export async function aService(): Promise<Service> {
  const store = counted(await anOpenStore());
  return { store, keyRing: aKeyRing(), minutes: 0, diary: diaryClaims(store) };
}

const elsewhere: BookingStep = { draw: (draft) => ({ card: { step: draft.step }, draft }), presses: { 'booking.case': (draft) => stays(draft), 'booking.family': (draft) => stays({ ...draft, step: 'people' }) } };

export async function aForm(draft: BookingDraft, service: Service, parts: FormParts = {}, owner: PersonKey = OWNER) {
  const drafts = draftStore(service.store, service.keyRing);
  const machineNow = () => machineInstant(service.minutes * MINUTE);
  const free: Promise<unknown>[] = [];
  const flow = new BookingFlow({
    authority, book, drafts, machineNow, civilNow: () => civilInstant(NOW + service.minutes * MINUTE),
    steps: {
      case: elsewhere, family: elsewhere,
      people: peopleStep({
        directory: parts.directory ?? { person: () => Promise.resolve({ kind: 'unknown' }) },
        desk: parts.desk ?? { look: () => Promise.resolve(UNBOOKED) }, lists: parts.lists ?? { previousOf: () => Promise.resolve(undefined) },
      }),
      date: dateStep({ diary: service.diary, outlook: parts.outlook ?? { busy: () => Promise.resolve({ kind: 'notUsed' }) }, afterwards: (work) => void free.push(work) }),
    },
    confirm: (filled, slot, asked) => parts.confirm?.(filled, slot, asked, service.diary) ?? Promise.resolve({ kind: 'booked', card: { booked: slot } }),
    release: () => Promise.resolve(),
    bookedCard: () => Promise.resolve(undefined),
  });
  const place = { authority: authority.id, personKey: owner, key: `booking.${draft.draftId}` };
  await drafts.save(place, draft, machineNow());
  const kept = async (): Promise<BookingDraft> => {
    const found = parseDraft(await drafts.load(place, machineNow()));
    if (found === undefined) throw new Error('no form is kept');
    return found;
  };
  const press = async (verb: string, input: Readonly<Record<string, unknown>> = {}): Promise<Shown> => {
    const { op } = await kept();
    service.store.trips.length = 0;
    const answer = await flow.press(verb, { draftId: draft.draftId, op, ...input }, owner);
    const trips = [...service.store.trips];
    await Promise.all(free);
    return shownOf(answer, trips);
  };
  return { flow, kept, press, resume: async () => shownOf((await flow.resume(owner)) ?? { kind: 'gone' }, []) };
}

export type Shown = { readonly kind: BookingAnswer['kind']; readonly card: object; readonly texts: readonly string[]; readonly trips: readonly string[]; readonly input: (id: string) => Record<string, unknown> | undefined };

function shownOf(answer: BookingAnswer, trips: readonly string[]): Shown {
  const card = answer.kind === 'shown' ? answer.card : {};
  const nodes = everyNode(card);
  return { kind: answer.kind, card, trips, texts: nodes.flatMap(({ text }) => (typeof text === 'string' ? [text] : [])), input: (id) => nodes.find((node) => node['id'] === id) };
}
