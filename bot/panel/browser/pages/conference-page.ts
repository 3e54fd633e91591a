/** The frame around an open conference: which one it is, how the line is, and the panel that belongs to the reader. */
import type { PanelList, PanelView } from '../../panel-view.ts';
import { element, setText } from '../dom/element.ts';
import { icon } from '../dom/icon.ts';
import type { Part } from '../dom/part.ts';
import type { LiveState } from '../live-view.ts';
import type { PanelApi } from '../panel-api.ts';
import { openSession } from '../session.ts';
import type { Session } from '../session.ts';
import { chairPage } from './chair-page.ts';
import { participantPage } from './participant-page.ts';

export type ConferencePage = { readonly node: HTMLElement; readonly close: () => void };

export type ConferencePageDoors = {
  /** Back to the list; null where there is none to go back to. */
  readonly leave: (() => void) | null;
  /** The reader may no longer see this conference. */
  readonly ended: () => void;
  /** What Teams calls the reader in this meeting; null outside one, or where Teams cannot say. */
  readonly teamsRole: PanelList['teamsRole'];
};

const backAgainForMs = 4_000;

export function conferencePage(api: PanelApi, first: PanelView, doors: ConferencePageDoors): ConferencePage {
  const title = element('h1');
  const when = element('p', { class: 'when' });
  const line = element('p', { class: 'line', role: 'status' });
  const role = element('p', { class: 'teams-role', hidden: true });
  const released = element('p', { class: 'released' });
  const content = element('div', { class: 'content' });
  const backToList = doors.leave === null ? null : element('button', { type: 'button', class: 'to-list', onclick: () => void leave() }, icon('back'), 'All conferences');
  const node = element('main', { class: 'conference' }, element('header', { class: 'masthead' }, backToList, title, when, role, released, line), content);
  let kind: PanelView['kind'] | undefined;
  let page: Part<PanelView> | undefined;

  const show = (view: PanelView): void => {
    setText(title, `Conference ${view.caseReference}`);
    setText(when, `${view.when}. Chair: ${view.chairName}.`);
    setText(released, view.released ?? '');
    released.hidden = view.released === null;
    setText(role, roleWords(view, doors.teamsRole));
    role.hidden = role.textContent === '';
    if (kind !== view.kind) {
      kind = view.kind;
      page = view.kind === 'chair' ? chairPage(view, session) : participantPage();
      content.replaceChildren(page.node);
    }
    page?.show(view);
  };
  const connection = connectionLine(line, doors.ended);
  const session: Session = openSession(api, first, { viewed: show, connection });
  show(first);

  const leave = async (): Promise<void> => {
    await page?.settle();
    doors.leave?.();
  };
  return { node, close: session.close };
}

const ROLES = { Organizer: 'organiser', Presenter: 'presenter', Attendee: 'attendee' } as const;

/** Shown to the chair, so that a role in Teams is not taken for the right to lead, or for lacking it. */
function roleWords(view: PanelView, teamsRole: PanelList['teamsRole']): string {
  return view.kind !== 'chair' || !teamsRole ? '' : `Teams has you as ${ROLES[teamsRole]}. You lead because you are booked as the chair.`;
}

/** Says once that the line is lost and once that it is back, and nothing while all is well. */
function connectionLine(line: HTMLElement, ended: () => void): (state: LiveState) => void {
  let lost = false;
  let fading: ReturnType<typeof setTimeout> | undefined;
  return (state) => {
    if (state === 'ended') return ended();
    if (state === 'lost' && !lost) setText(line, 'The connection is lost. You see the last that arrived; it will be tried again by itself.');
    if (state === 'live' && lost) {
      setText(line, 'Connected again.');
      clearTimeout(fading);
      fading = setTimeout(() => setText(line, ''), backAgainForMs);
    }
    if (state === 'lost') clearTimeout(fading);
    lost = state === 'lost';
    line.dataset['state'] = state;
  };
}

