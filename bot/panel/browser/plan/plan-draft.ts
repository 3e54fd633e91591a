/**
 * The outline plan as the chair is writing it (NOT-085 to NOT-088). One draft a conference, shared by the steps that
 * write it; it goes out whole, by an explicit save or on leaving the step, and is never overwritten while unsaved.
 */
import type { ChairView, PanelAct, PanelPlan } from '../../panel-view.ts';
import type { ActOutcome, Attempt } from '../attempt.ts';

export type PlannedAction = PanelPlan['actions'][number] & { readonly key: string };
export type PlannedChild = PanelPlan['children'][number];
/** The plan with a key on each action, so that an action stays itself while others come and go. */
export type DraftedPlan = Omit<PanelPlan, 'actions'> & { readonly actions: readonly PlannedAction[] };

export type PlanDraft = {
  readonly plan: () => DraftedPlan;
  readonly change: (change: Partial<DraftedPlan>) => void;
  readonly unsaved: () => boolean;
  /** Somebody saved another plan while this one was being written. */
  readonly overtaken: () => boolean;
  /** Lets this draft go and takes the plan on record. */
  readonly takeRecorded: () => void;
  readonly show: (view: ChairView) => void;
  readonly save: () => Promise<ActOutcome>;
  readonly watch: (changed: () => void) => void;
};

export function planDraft(first: ChairView, attempt: (act: PanelAct) => Attempt): PlanDraft {
  let recorded = recordedPlan(first);
  let begunFrom = recorded;
  let draft = keyed(recorded);
  let pending: { readonly plan: string; readonly attempt: Attempt } | undefined;
  const watchers: (() => void)[] = [];

  const tell = (): void => watchers.forEach((changed) => changed());
  const unsaved = (): boolean => !same(unkeyed(draft), begunFrom);
  const takeRecorded = (): void => {
    if (!same(unkeyed(draft), recorded)) draft = keyed(recorded);
    begunFrom = recorded;
    tell();
  };

  return {
    plan: () => draft,
    unsaved,
    takeRecorded,
    overtaken: () => unsaved() && !same(recorded, begunFrom) && !same(recorded, unkeyed(draft)),
    change(change) {
      draft = { ...draft, ...change };
      tell();
    },
    show(view) {
      const untouched = !unsaved();
      recorded = recordedPlan(view);
      if (untouched || same(recorded, unkeyed(draft))) takeRecorded();
      else tell();
    },
    async save() {
      const plan = unkeyed(draft);
      const text = JSON.stringify(plan);
      // The same plan pressed again after a failure is the same operation; a changed one is a new one.
      if (pending?.plan !== text) pending = { plan: text, attempt: attempt({ do: 'recordPlan', plan }) };
      const outcome = await pending.attempt.send();
      if (outcome.kind !== 'failed') pending = undefined;
      if (outcome.kind === 'done') begunFrom = plan;
      tell();
      return outcome;
    },
    watch: (changed) => void watchers.push(changed),
  };
}

/** A new, empty action. */
export function newAction(): PlannedAction {
  return { key: `new-${crypto.randomUUID()}`, who: '', designation: '', what: '', outcome: '', by: null, immediate: false };
}

/** The children a plan is or may be made for: all but those decided against. */
export function plannedChildren(view: ChairView): ChairView['children'] {
  const without = view.decisions.filter(({ outcome }) => outcome === 'noPlan').map(({ childId }) => childId);
  return view.children.filter(({ childId }) => !without.includes(childId));
}

function recordedPlan(view: ChairView): PanelPlan {
  return view.plan ?? {
    aim: '', nonNegotiables: '', actions: [], children: [], leadSocialWorker: view.leadSocialWorker,
    coreGroup: [], firstCoreGroupOn: null, reviewOn: null, reviewAt: null,
  };
}

function keyed(plan: PanelPlan): DraftedPlan {
  return { ...plan, actions: plan.actions.map((action, index) => ({ ...action, key: `recorded-${index}` })) };
}

function unkeyed(plan: DraftedPlan): PanelPlan {
  return {
    aim: plan.aim,
    nonNegotiables: plan.nonNegotiables,
    actions: plan.actions.map(({ who, designation, what, outcome, by, immediate }) => ({ who, designation, what, outcome, by, immediate })),
    children: plan.children.map(({ childId, visitEveryDays, contingency }) => ({ childId, visitEveryDays, contingency })),
    leadSocialWorker: plan.leadSocialWorker,
    coreGroup: [...plan.coreGroup],
    firstCoreGroupOn: plan.firstCoreGroupOn,
    reviewOn: plan.reviewOn,
    reviewAt: plan.reviewAt,
  };
}

function same(one: PanelPlan, other: PanelPlan): boolean {
  return JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other));
}

/** The plan without accidents of order: of fields, and of the people and children listed. */
function inOrder(plan: PanelPlan): PanelPlan {
  const ordered = unkeyed(keyed(plan));
  return {
    ...ordered,
    children: [...ordered.children].sort((one, other) => one.childId.localeCompare(other.childId)),
    coreGroup: [...ordered.coreGroup].sort(),
  };
}
