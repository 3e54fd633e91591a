/** One process that answers presses, for the fault runs: each comes as a message, and its answer goes back. */
import { AUTHORITY, authority, book, deskOn, REMINDED_AT, rulesOf } from '../../bench/notices/engine.ts';
import { conferenceLists } from '../../bot/conference-lists.ts';
import { myConferencePresses } from '../../bot/my-conferences/my-conference-presses.ts';
import { parseVerb } from '../../cards/verbs.ts';
import { objectIdOf, parsePersonKey, tenantOf } from '../../src/people/person.ts';
import { azureTableStore } from '../../src/store/azure-tables/azure-table-store.ts';
import { localKeyRing, masterKeysFrom } from '../../src/store/key-ring.ts';
import type { AnsweredPress, SentPress } from './pressed-again.ts';

const [connectionString = '', keyLine = ''] = process.argv.slice(2);
const [store, keyRing] = [azureTableStore({ connectionString }), localKeyRing(masterKeysFrom(keyLine))];
const civilNow = () => REMINDED_AT;
const presses = myConferencePresses({ authority, pack: book.pack, desk: deskOn(store, keyRing, civilNow), lists: conferenceLists(store, AUTHORITY), rulesOf, bookOf: () => book, civilNow });

async function answer({ verb: named, person: key, input }: SentPress): Promise<boolean> {
  const [verb, person] = [parseVerb(named), parsePersonKey(key)];
  const press = verb === undefined ? undefined : presses[verb];
  if (verb === undefined || press === undefined || person === undefined) return false;
  const tenantId = tenantOf(person);
  const place = { scope: 'personal', conversationId: 'a:1', serviceUrl: 'https://smba.trafficmanager.net/uk', tenantId } as const;
  const answered = await press({ kind: 'pressed', verb, input, trigger: 'manual', place, asker: { person, tenantId, objectId: objectIdOf(person), channelUserId: '29:somebody' } });
  return /You said on/.test(JSON.stringify(answered));
}

process.on('message', (sent: SentPress) => {
  answer(sent).catch(() => false).then((went) => process.send?.({ number: sent.number, went } satisfies AnsweredPress), () => undefined);
});
process.on('disconnect', () => process.exit(1));
process.send?.('started');
