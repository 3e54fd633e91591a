// What the page, the driver and the server of the local Teams say to each other under /ui. Types only.

export type Person = { oid: string; displayName: string; designation: string };

export type Directory = {
  people: (Person & { unread: boolean })[];
  bot: { id: string; name: string; url: string };
  tenantId: string;
  teamName: string;
};

export type MeetingFacts = {
  meetingId: string;
  organizer: string;
  startsAt: string;
  endsAt: string;
  state: 'scheduled' | 'running' | 'ended';
  present: string[];
};
export type ThreadSummary = {
  id: string;
  kind: 'personal' | 'channel' | 'meeting';
  title: string;
  unread: number;
  installed: boolean;
  people: string[];
  last?: { at: string; preview: string };
  meeting?: MeetingFacts;
};

export type ShownMessage = {
  id: string;
  rootId?: string;
  /** The bot, or a person's object id. */
  from: 'bot' | { oid: string };
  at: string;
  text: string;
  preview: string;
  deleted: boolean;
  undelivered: boolean;
  /** Cards as this person sees them. */
  cards: unknown[];
  /** Changes whenever what this person sees of the message changes. */
  state: string;
  /** True when the card names this person (or everyone) for an automatic refresh that is due. */
  refreshDue: boolean;
};
export type ShownThread = { thread: ThreadSummary; messages: ShownMessage[] };

export type PressedAction =
  | { kind: 'execute'; verb: string; id: string; data: unknown }
  | { kind: 'submit'; data: unknown };

/** What came of a press, a refresh or a dialog step. */
export type Outcome =
  | { kind: 'card'; card: unknown }
  | { kind: 'message'; text: string }
  | { kind: 'sent' }
  | { kind: 'dialog'; title: string; card: unknown; height: string; width: string }
  | { kind: 'closed' }
  | { kind: 'error'; text: string; code: string; detail: string };

export type LiveEvent =
  | { kind: 'changed'; thread: string }
  | { kind: 'toast'; thread: string; title: string; preview: string }
  | { kind: 'typing'; thread: string }
  | { kind: 'clock'; now: string; offsetMs: number };
