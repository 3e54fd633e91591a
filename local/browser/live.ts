// The page's live line to the local Teams (described at the top of ui-api.ts).

import type { LiveEvent } from '../ui-types.ts';

/** Hears every live event for a person; `onState` says whether the line is up. The browser reconnects by itself. */
export function listen(as: string, onEvent: (event: LiveEvent) => void, onState: (up: boolean) => void): void {
  const source = new EventSource(`/ui/live?as=${encodeURIComponent(as)}`);
  source.addEventListener('open', () => onState(true));
  source.addEventListener('error', () => onState(false));
  source.addEventListener('message', (event: MessageEvent<string>) => onEvent(JSON.parse(event.data) as LiveEvent));
}
