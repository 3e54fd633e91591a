/** The panel from its opening to the conference it shows: Teams around it, then which conference, then its page. */
import { panelApi, panelView, PanelFault } from './panel-api.ts';
import type { MeetingPlace, PanelApi } from './panel-api.ts';
import { conferenceList, meetingChoice } from './pages/choose-conference.ts';
import { conferencePage } from './pages/conference-page.ts';
import { messagePage } from './pages/message-page.ts';
import { teamsHost } from './teams-host.ts';
import type { PanelList, PanelView } from '../panel-view.ts';

/** How often a page that waits for the chair looks again. */
const lookAgainMs = 4_000;

const place = document.getElementById('panel');
let leavePage: () => void = () => undefined;

/** Shows a page in place of the one before, which first lets go of what it held. */
function put(page: HTMLElement, leave: () => void = () => undefined): void {
  leavePage();
  leavePage = leave;
  place?.replaceChildren(page);
}

async function start(): Promise<void> {
  const host = await teamsHost();
  if (host === null) {
    return put(messagePage('Open this from Teams', [
      'Conference Companion works inside Microsoft Teams, because Teams tells it who you are.',
      'Open it from the bar at the top of your conference’s meeting, or from Apps in Teams.',
    ]));
  }
  const api = panelApi(host.token);
  if (host.meetingChatId === null) await showList(api);
  else await showMeeting(api, { chatId: host.meetingChatId, meetingId: host.meetingId });
  host.ready();
}

/** In the personal tab: the reader's own conferences. */
async function showList(api: PanelApi): Promise<void> {
  await orSay(() => showList(api), async () => {
    const { conferences } = await api.conferences(null);
    put(conferenceList(conferences, (id) => void openFromList(api, id)));
  });
}

async function openFromList(api: PanelApi, conferenceId: string): Promise<void> {
  const backToList = (): void => void showList(api);
  await orSay(backToList, async () => open(api, await api.conference(conferenceId), backToList));
}

/** In a meeting: the conference it is for, once its chair has said which. */
async function showMeeting(api: PanelApi, meeting: MeetingPlace): Promise<void> {
  await orSay(() => showMeeting(api, meeting), async () => {
    const { conferences, teamsRole } = await api.conferences(meeting);
    const linked = conferences.find((entry) => entry.linked);
    if (linked !== undefined) return open(api, await api.conference(linked.conferenceId), null, teamsRole);
    const own = conferences.filter((entry) => entry.mine === 'chair');
    const page = own.length > 0 ? meetingChoice(own, (id) => link(api, id, meeting.chatId, teamsRole)) : waitingPage(conferences.length > 0);
    put(page, lookAgain(api, meeting));
  });
}

function waitingPage(invited: boolean): HTMLElement {
  return messagePage('Not opened yet', [
    'The chair has not opened a conference in this meeting yet.',
    invited ? 'Nothing is needed from you. The agenda appears here by itself once the chair opens it.'
      : 'If you are invited to it, the agenda appears here by itself once the chair opens it.',
  ]);
}

/** Looks every few seconds whether the meeting has its conference now; a look that fails is simply the next one's. */
function lookAgain(api: PanelApi, meeting: MeetingPlace): () => void {
  const timer = setInterval(() => void look().catch(() => undefined), lookAgainMs);
  let left = false;
  const look = async (): Promise<void> => {
    if (document.hidden) return;
    const { conferences } = await api.conferences(meeting);
    if (!left && conferences.some((entry) => entry.linked)) await showMeeting(api, meeting);
  };
  return () => {
    left = true;
    clearInterval(timer);
  };
}

/** Gives '' when the meeting is linked and its conference open, or words about why not. */
async function link(api: PanelApi, conferenceId: string, chatId: string, teamsRole: PanelList['teamsRole']): Promise<string> {
  try {
    const answer = await api.act(conferenceId, { operationId: crypto.randomUUID(), act: { do: 'linkMeeting', chatId } });
    if (answer.kind === 'refused') return answer.reasons.map((reason) => reason.words).join(' ');
    open(api, panelView(answer.view), null, teamsRole);
    return '';
  } catch (error) {
    if (error instanceof PanelFault) return error.words;
    throw error;
  }
}

function open(api: PanelApi, view: PanelView, leave: (() => void) | null, teamsRole: PanelList['teamsRole'] = null): void {
  const ended = (): void => put(messagePage('The panel has closed this conference', [
    'Either it is no longer open to you, or Teams could not say who you are.',
    'If you should see it, close the panel and open it again, or ask the chair.',
  ]));
  const page = conferencePage(api, view, { leave, ended, teamsRole });
  put(page.node, page.close);
}

/** Does it, or says in plain words why not, with a way to try again. */
async function orSay(again: () => unknown, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof PanelFault)) throw error;
    put(messagePage('This did not work', [error.words], { words: 'Try again', press: () => void again() }));
  }
}

await start();
