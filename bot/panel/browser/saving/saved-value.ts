/**
 * One value that saves itself: when it is changed or left, and again when its part of the page is closed.
 * What somebody is in the middle of typing is never overwritten by a newer view.
 */
import type { PanelAct } from '../../panel-view.ts';
import { wordsOf } from '../attempt.ts';
import type { Attempt } from '../attempt.ts';
import { saveNote } from './save-note.ts';

export type SavedValue<Value> = {
  /** Line to put under the input. */
  readonly note: HTMLElement;
  /** The newest value on record; shown unless the input is in use. */
  readonly show: (value: Value) => void;
  /** The person changed something, and will go on. */
  readonly touched: () => void;
  /** The person is done for now: save. */
  readonly done: () => void;
  readonly settle: () => Promise<boolean>;
};

export type SavedValueInput<Value> = {
  readonly read: () => Value;
  readonly write: (value: Value) => void;
  readonly inUse: () => boolean;
  /** Why this value cannot be sent, or ''. */
  readonly fault?: (value: Value) => string;
  readonly act: (value: Value) => PanelAct;
  readonly attempt: (act: PanelAct) => Attempt;
};

export function savedValue<Value extends string | boolean>(input: SavedValueInput<Value>): SavedValue<Value> {
  const note = saveNote();
  let recorded: Value | undefined;
  let dirty = false;
  let running: Promise<boolean> | undefined;

  const save = async (): Promise<boolean> => {
    const value = input.read();
    if (value === recorded) {
      dirty = false;
      note.clear();
      return true;
    }
    const fault = input.fault?.(value) ?? '';
    if (fault !== '') {
      note.notSaved(fault, () => void settle());
      return false;
    }
    return send(value, input.attempt(input.act(value)));
  };

  const send = async (value: Value, attempt: Attempt): Promise<boolean> => {
    note.saving();
    const outcome = await attempt.send();
    if (outcome.kind !== 'done') {
      // The same press again while the value is the same; a changed value is a new one.
      note.notSaved(wordsOf(outcome), () => void (input.read() === value ? retry(value, attempt) : settle()));
      return false;
    }
    recorded = value;
    dirty = input.read() !== value;
    if (dirty && !input.inUse()) return save();
    note.saved();
    return true;
  };

  const retry = (value: Value, attempt: Attempt): Promise<boolean> => runAlone(() => send(value, attempt));
  const settle = (): Promise<boolean> => (dirty ? runAlone(save) : (running ?? Promise.resolve(true)));

  const runAlone = (work: () => Promise<boolean>): Promise<boolean> => {
    const before = running ?? Promise.resolve(true);
    const mine: Promise<boolean> = before.then(work).finally(() => {
      if (running === mine) running = undefined;
    });
    running = mine;
    return mine;
  };

  return {
    note: note.node,
    show(value) {
      recorded = value;
      if (!dirty && running === undefined && !input.inUse() && input.read() !== value) input.write(value);
    },
    touched() {
      dirty = true;
    },
    done() {
      if (dirty) void settle();
      else if (recorded !== undefined && input.read() !== recorded) input.write(recorded);
    },
    settle,
  };
}
