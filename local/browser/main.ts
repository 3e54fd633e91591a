// The page of the local Teams: begins from the address, which says who and where one is.

import { get } from '../ui-client.ts';
import { Shell } from './shell.ts';
import type { Directory, ThreadSummary } from '../ui-types.ts';

const directory = await get<Directory>('/ui/directory');
const asked = new URLSearchParams(location.search).get('as');
const as = (directory.people.find((person) => person.oid === asked) ?? directory.people[0])?.oid ?? '';
const shell = new Shell(as, directory, await get<ThreadSummary[]>('/ui/threads', { as }));
await shell.open();
