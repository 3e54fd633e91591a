// People by script: each goes through the page's own HTTP, so a test drives the same host as a browser does.

import { isRecord, peoplePickers, textOf } from './card-rules.ts';
import { get, post } from './ui-client.ts';
import type { Directory, Outcome, Person, PressedAction, ShownMessage, ShownThread, ThreadSummary } from './ui-types.ts';

/** A card in a thread, as one person sees it. */
export type SeenCard = { thread: string; message: ShownMessage; card: unknown };
export type Where = { thread?: string; replyTo?: string };
export type Wait = { thread?: string; withinMs?: number };

export type Persona = {
  /** Types a message, by default in the chat with the bot; settles when the bot has taken it (or was not meant to hear it). */
  says: (text: string, where?: Where) => Promise<{ id: string; sentToBot: boolean; undelivered: boolean }>;
  /** Waits for a card that fits, newest first, in one thread or in any. Cards are looked at as the page does: a due refresh happens first. */
  waitsForCard: (fits: (card: unknown, seen: SeenCard) => boolean, wait?: Wait) => Promise<SeenCard>;
  /**
   * Presses a button of a message's card, named by verb, title or id. Inputs not given keep the card's own values;
   * throws when the card has no such button or a required input is empty, as the card would not be sent.
   */
  presses: (messageId: string, button: string, inputs?: Record<string, unknown>) => Promise<Outcome>;
  /** People of the directory, as a people picker finds them. A picker takes their ids, joined with commas, and the values of its own choices. */
  findsPeople: (search: string) => Promise<Person[]>;
  /** Submits an open dialog (an outcome of `presses` or of this) by one of its buttons. */
  submits: (messageId: string, dialog: Outcome, button: string, inputs?: Record<string, unknown>) => Promise<Outcome>;
  /** All this person's threads with their messages, as shown to them. */
  inbox: () => Promise<ShownThread[]>;
  threads: () => Promise<ThreadSummary[]>;
  /** Makes a meeting with the app in it; `startsAt` is London time without a zone, or an instant. */
  makesMeeting: (title: string, startsAt: string, people: string[]) => Promise<ThreadSummary>;
  joins: (thread: string) => Promise<void>;
  leaves: (thread: string) => Promise<void>;
  endsMeeting: (thread: string) => Promise<void>;
  removesApp: (thread: string) => Promise<void>;
  addsApp: (thread: string) => Promise<void>;
  /** The token TeamsJS would give the panel. */
  panelToken: () => Promise<string>;
};
export type Driver = {
  as: (oid: string) => Persona;
  directory: () => Promise<Directory>;
  clock: { now: () => Promise<string>; moveTo: (iso: string) => Promise<void>; add: (ms: number) => Promise<void>; reset: () => Promise<void> };
};

/** Drives the local Teams at this address. */
export function drive(url: string): Driver {
  return {
    as: (oid) => persona(url, oid),
    directory: () => get<Directory>(`${url}/ui/directory`),
    clock: {
      now: async () => (await get<{ now: string }>(`${url}/clock`)).now,
      moveTo: async (moveTo) => void (await post(`${url}/ui/clock`, { moveTo })),
      add: async (addMs) => void (await post(`${url}/ui/clock`, { addMs })),
      reset: async () => void (await post(`${url}/ui/clock`, { reset: true })),
    },
  };
}

function persona(url: string, as: string): Persona {
  const threads = () => get<ThreadSummary[]>(`${url}/ui/threads`, { as });
  const open = (thread: string) => get<ShownThread>(`${url}/ui/thread`, { as, thread });
  const inbox = async () => Promise.all((await threads()).map(({ id }) => open(id)));
  const personal = async () => (await threads()).find(({ kind }) => kind === 'personal')?.id ?? '';

  /** What is in a thread, after the refreshes its cards ask for. */
  const look = async (thread: string): Promise<ShownMessage[]> => {
    const { messages } = await open(thread);
    const due = messages.filter(({ refreshDue }) => refreshDue);
    for (const { id } of due) await post(`${url}/ui/look`, { as, thread, message: id });
    return due.length > 0 ? (await open(thread)).messages : messages;
  };
  const cardsIn = async (thread: string): Promise<SeenCard[]> =>
    (await look(thread)).flatMap((message) => message.cards.map((card) => ({ thread, message, card }))).reverse();
  const find = async (messageId: string): Promise<SeenCard> => {
    for (const { thread, messages } of await inbox()) {
      const message = messages.find(({ id }) => id === messageId);
      if (message) return { thread: thread.id, message, card: message.cards[0] };
    }
    throw new Error(`this person has no message ${messageId}`);
  };
  const findPeople = (asked: { search: string } | { ids: string }) => get<Person[]>(`${url}/ui/people`, { as, ...asked });
  /** Nobody can pick somebody who is neither in the directory nor among the card's own choices. */
  const demandPickable = async (card: unknown, inputs: Record<string, unknown>): Promise<void> => {
    for (const picker of peoplePickers(card)) {
      const ids = textOf(inputs[textOf(picker['id'])]).split(',').filter((id) => id !== '');
      if (ids.length > 1 && picker['isMultiSelect'] !== true) throw new Error('this people picker takes one person');
      const own = (Array.isArray(picker['choices']) ? picker['choices'] : []).filter(isRecord).map((choice) => choice['value']);
      const people = await findPeople({ ids: ids.join(',') });
      const strangers = ids.filter((id) => !own.includes(id) && !people.some(({ oid }) => oid === id));
      if (strangers.length > 0) throw new Error(`this people picker does not find ${strangers.join(', ')}`);
    }
  };
  const step = (name: string) => async (thread: string) => void (await post(`${url}/ui/meeting`, { as, thread, step: name }));
  const app = (installed: boolean) => async (thread: string) => void (await post(`${url}/ui/app`, { as, thread, installed }));

  return {
    threads,
    inbox,
    findsPeople: (search) => findPeople({ search }),
    says: async (text, where = {}) => post(`${url}/ui/say`, { as, thread: where.thread ?? (await personal()), text, replyTo: where.replyTo }),
    waitsForCard: async (fits, { thread, withinMs = 5000 } = {}) => {
      const until = performance.now() + withinMs;
      do {
        const places = thread ? [thread] : (await threads()).map(({ id }) => id);
        for (const place of places) {
          const found = (await cardsIn(place)).find((seen) => fits(seen.card, seen));
          if (found) return found;
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
      } while (performance.now() < until);
      throw new Error(`no such card came within ${withinMs} ms`);
    },
    presses: async (messageId, button, inputs = {}) => {
      const { thread, card } = await find(messageId);
      await demandPickable(card, inputs);
      return post<Outcome>(`${url}/ui/press`, { as, thread, message: messageId, action: pressed(card, button, inputs) });
    },
    submits: async (messageId, dialog, button, inputs = {}) => {
      if (dialog.kind !== 'dialog') throw new Error('there is no open dialog');
      const { thread } = await find(messageId);
      await demandPickable(dialog.card, inputs);
      return post<Outcome>(`${url}/ui/dialog`, { as, thread, message: messageId, data: pressed(dialog.card, button, inputs).data });
    },
    makesMeeting: (title, startsAt, people) => post(`${url}/ui/meetings`, { as, title, startsAt, minutes: 120, people }),
    joins: step('join'),
    leaves: step('leave'),
    endsMeeting: step('end'),
    removesApp: app(false),
    addsApp: app(true),
    panelToken: async () => (await post<{ token: string }>(`${url}/ui/sso-token`, { as })).token,
  };
}

type Node = Record<string, unknown>;

/** The action a button sends: its data with the card's inputs merged in, as a Teams client does. */
function pressed(card: unknown, button: string, inputs: Record<string, unknown>): PressedAction {
  const nodes = [...nodesOf(card)];
  const named = (node: Node) => [node['verb'], node['title'], node['id'], (node['data'] as Node | undefined)?.['verb']].includes(button);
  const action = nodes.find((node) => ['Action.Execute', 'Action.Submit'].includes(String(node['type'])) && named(node));
  if (!action) throw new Error(`the card has no button ${button}`);
  const merged = action['associatedInputs'] === 'none' ? {} : inputsOf(nodes, inputs);
  const own = action['data'];
  const data = typeof own === 'string' ? own : { ...(own as Node | undefined), ...merged };
  if (action['type'] === 'Action.Submit') return { kind: 'submit', data };
  return { kind: 'execute', verb: textOf(action['verb']), id: textOf(action['id']), data };
}

function inputsOf(nodes: Node[], given: Record<string, unknown>): Node {
  const values: Node = {};
  const boxes = nodes.filter((node) => String(node['type']).startsWith('Input.'));
  const unknown = Object.keys(given).filter((id) => !boxes.some((box) => box['id'] === id));
  if (unknown.length > 0) throw new Error(`the card has no input ${unknown.join(', ')}`);
  for (const box of boxes) {
    const id = String(box['id']);
    const value = given[id] ?? box['value'] ?? (box['type'] === 'Input.Toggle' ? (box['valueOff'] ?? 'false') : undefined);
    if (box['isRequired'] === true && (value === undefined || value === '')) throw new Error(`the input ${id} is required`);
    if (value !== undefined) values[id] = value;
  }
  return values;
}

function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* nodesOf(item);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  yield value as Node;
  for (const [name, inner] of Object.entries(value)) if (name !== 'data') yield* nodesOf(inner);
}
