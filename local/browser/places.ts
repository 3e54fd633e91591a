// Where one can be on the page, and the addresses of those places.

import type { ThreadSummary } from '../ui-types.ts';

export type View = 'chat' | 'teams' | 'calendar' | 'app';
export type Place = { view: View; thread?: string };

const views: View[] = ['chat', 'teams', 'calendar', 'app'];

export const viewOf = ({ kind }: ThreadSummary): View => (kind === 'channel' ? 'teams' : kind === 'meeting' ? 'calendar' : 'chat');

/** The place an address names; a thread alone is enough, and nothing at all means the chat with the bot. */
export function placeIn(search: string, threads: ThreadSummary[]): Place {
  const query = new URLSearchParams(search);
  const thread = threads.find((one) => one.id === query.get('thread'));
  const asked = views.find((view) => view === query.get('view'));
  if (thread) return { view: asked ?? viewOf(thread), thread: thread.id };
  if (asked) return { view: asked };
  const personal = threads.find((one) => one.kind === 'personal');
  return personal ? { view: 'chat', thread: personal.id } : { view: 'chat' };
}

/** The address of a place for a person: a plain link, so that a second tab can be a second person. */
export function addressOf(as: string, place: Place): string {
  const query = new URLSearchParams({ as, view: place.view });
  if (place.thread) query.set('thread', place.thread);
  return `/?${query.toString()}`;
}
