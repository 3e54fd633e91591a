/**
 * What the panel's server half says to its browser half, and back. Both import these types; the browser imports nothing else from us.
 * Who may see what is settled on the server: a participant's view holds no field of the chair's.
 */

/** `GET /api/panel/conferences?meeting=<chat id>&meetingId=<meeting id>` — the caller's own conferences: those to come, soonest first, then those that have been. */
export type PanelList = {
  readonly conferences: readonly PanelListEntry[];
  /** What Teams calls the caller in that meeting: shown, never required. Null where Teams cannot say. */
  readonly teamsRole: 'Organizer' | 'Presenter' | 'Attendee' | null;
};

export type PanelListEntry = {
  readonly conferenceId: string;
  readonly caseReference: string;
  /** Such as "Tuesday 29 December 2026 at 10:00". */
  readonly when: string;
  readonly mine: 'chair' | 'participant';
  /** True when this conference is the one linked to the meeting named in the query. */
  readonly linked: boolean;
};

/** `GET /api/panel/conferences/:id`, and every line of its `/stream?after=<version>` (newline-delimited JSON, blank lines as heartbeat). */
export type PanelView = ChairView | ParticipantView;

export type AgendaLine = {
  readonly stepId: string;
  readonly number: number;
  readonly title: string;
  readonly minutes: number;
  readonly state: 'done' | 'now' | 'ahead';
};

type Shared = {
  readonly version: number;
  readonly conferenceId: string;
  readonly caseReference: string;
  readonly when: string;
  readonly chairName: string;
  readonly agenda: readonly AgendaLine[];
  /** Such as "Released on Tuesday 29 December 2026 at 12:05", or null. */
  readonly released: string | null;
};

export type ParticipantView = Shared & {
  readonly kind: 'participant';
  /** What is expected of this person now, in plain words. */
  readonly expected: string;
};

export type ChairView = Shared & {
  readonly kind: 'chair';
  readonly children: readonly { readonly childId: string; readonly label: string; readonly initials: string; readonly age: string }[];
  /** Step 0 is the pre-meeting; null before the chair has begun. */
  readonly current: StepView | null;
  readonly people: readonly PanelPerson[];
  readonly decisions: readonly PanelDecision[];
  readonly categories: readonly { readonly value: string; readonly label: string }[];
  readonly plan: PanelPlan | null;
  readonly planLimits: { readonly visitEveryDays: number; readonly firstCoreGroupBy: string; readonly firstCoreGroupWords: string; readonly reviewBy: string; readonly reviewWords: string };
  readonly leadSocialWorker: string;
  /** What is still missing before release, in plain words with the rule; empty when complete. */
  readonly gaps: readonly string[];
  /** Duties that follow the conference: "Outline plan to everyone by Wednesday 30 December 2026 (NOT-094)". */
  readonly afterwards: readonly string[];
};

export type StepView = {
  readonly stepId: string;
  readonly number: number;
  readonly title: string;
  readonly purpose: string;
  readonly leads: string;
  readonly minutes: number;
  readonly prompts: readonly string[];
  readonly captures: readonly CaptureView[];
  readonly previousStepId: string | null;
  readonly nextStepId: string | null;
};

export type CaptureKind = 'tick' | 'choice' | 'text' | 'textPerChild' | 'choicePerChild' | 'attendance' | 'reports' | 'decisions' | 'plan' | 'nextDates';

export type CaptureView = {
  readonly captureId: string;
  readonly kind: CaptureKind;
  readonly label: string;
  readonly help: string | null;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly required: boolean;
  readonly missing: boolean;
  readonly rule: string;
  /** Keyed by child id, or '' where the capture is not per child. */
  readonly values: Readonly<Record<string, string | boolean>>;
};

export type PanelPerson = {
  readonly inviteeId: string;
  readonly name: string;
  readonly designation: string;
  readonly agency: string;
  readonly attendance: 'present' | 'online' | 'apologies' | 'deputy' | 'absent' | null;
  /** Such as "Report said to be sent", "Report due Monday 28 December 2026 at 10:00", "No report asked". */
  readonly report: string;
};

export type PanelDecision = {
  readonly childId: string;
  readonly label: string;
  readonly outcome: 'plan' | 'noPlan' | null;
  readonly categories: readonly string[];
  readonly reasons: string;
  readonly dissent: string;
};

export type PanelPlan = {
  readonly aim: string;
  readonly nonNegotiables: string;
  readonly actions: readonly {
    readonly who: string; readonly designation: string; readonly what: string; readonly outcome: string;
    readonly by: string | null; readonly immediate: boolean;
  }[];
  readonly children: readonly { readonly childId: string; readonly visitEveryDays: number | null; readonly contingency: string }[];
  readonly leadSocialWorker: string;
  readonly coreGroup: readonly string[];
  readonly firstCoreGroupOn: string | null;
  readonly reviewOn: string | null;
  readonly reviewAt: string | null;
};

/** `POST /api/panel/conferences/:id/acts`: one act, with an operation id made anew for each press and kept for its retries. */
export type PanelActRequest = { readonly operationId: string; readonly act: PanelAct };

export type PanelAct =
  | { readonly do: 'linkMeeting'; readonly chatId: string }
  | { readonly do: 'enterStep'; readonly stepId: string; readonly reason: string | null }
  | { readonly do: 'capture'; readonly stepId: string; readonly captureId: string; readonly childId: string | null; readonly value: string | boolean }
  | { readonly do: 'recordAttendance'; readonly inviteeId: string; readonly status: 'present' | 'online' | 'apologies' | 'deputy' | 'absent' }
  | { readonly do: 'recordDecision'; readonly childId: string; readonly outcome: 'plan' | 'noPlan'; readonly categories: readonly string[]; readonly reasons: string; readonly dissent: string }
  | { readonly do: 'recordPlan'; readonly plan: PanelPlan }
  | { readonly do: 'release'; readonly reason: string | null };

/** 200 always carries one of these; 400 (not an act), 401 (token), 403 (not yours, or no such conference: the same answer), 413, 429 (too many streams), 503 carry `{ message }`. */
export type PanelActAnswer =
  | { readonly kind: 'done'; readonly view: PanelView }
  | { readonly kind: 'refused'; readonly reasons: readonly PanelRefusal[]; readonly view: PanelView };

/** `needsReason` asks the panel to show a reason box and send the same act again with the reason. */
export type PanelRefusal = { readonly code: string; readonly field: string | null; readonly words: string; readonly needsReason: boolean };
