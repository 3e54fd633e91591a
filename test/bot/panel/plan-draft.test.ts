/** The outline plan while the chair writes it: never overwritten while unsaved, and saved once per press. */
import { describe, expect, it } from 'vitest';
import { newAction, plannedChildren, planDraft } from '../../../bot/panel/browser/plan/plan-draft.ts';
import type { ActOutcome } from '../../../bot/panel/browser/attempt.ts';
import type { ChairView, PanelAct, PanelPlan } from '../../../bot/panel/panel-view.ts';

const plan: PanelPlan = {
  aim: 'Seen and fed every day', nonNegotiables: '', actions: [{ who: 'Mother', designation: '', what: 'Register with a GP', outcome: '', by: null, immediate: true }],
  children: [{ childId: 'child-1', visitEveryDays: 10, contingency: '' }], leadSocialWorker: 'Robin Example', coreGroup: ['i-1', 'i-2'],
  firstCoreGroupOn: null, reviewOn: null, reviewAt: null,
};

function view(changes: Partial<ChairView> = {}): ChairView {
  return {
    kind: 'chair', version: 1, conferenceId: 'c-1', caseReference: 'EX-1', when: '', chairName: '', agenda: [], released: null,
    children: [{ childId: 'child-1', label: 'Child A', initials: 'A.B.', age: '4' }, { childId: 'child-2', label: 'Child B', initials: 'C.B.', age: 'unborn' }],
    current: null, people: [], decisions: [], categories: [], plan,
    planLimits: { visitEveryDays: 28, firstCoreGroupBy: '2027-01-13', firstCoreGroupWords: '', reviewBy: '2027-03-25', reviewWords: '' },
    leadSocialWorker: 'Robin Example', gaps: [], afterwards: [], ...changes,
  };
}

function atADesk(answers: ActOutcome[] = []) {
  const presses: { act: PanelAct; sent: number }[] = [];
  const draft = planDraft(view(), (act) => {
    const press = { act, sent: 0 };
    presses.push(press);
    return { send: () => { press.sent += 1; return Promise.resolve(answers.shift() ?? { kind: 'done' }); } };
  });
  return { draft, presses };
}

describe('a plan being written', () => {
  it('follows the record while nothing is changed', () => {
    const { draft } = atADesk();
    draft.show(view({ plan: { ...plan, aim: 'Another aim' } }));
    expect(draft.plan().aim).toBe('Another aim');
    expect(draft.unsaved()).toBe(false);
  });

  it('keeps what was typed when another plan is recorded meanwhile, and says so', () => {
    const { draft } = atADesk();
    draft.change({ aim: 'Mine' });
    draft.show(view({ plan: { ...plan, aim: 'Theirs' } }));
    expect(draft.plan().aim).toBe('Mine');
    expect(draft.overtaken()).toBe(true);
    draft.takeRecorded();
    expect([draft.plan().aim, draft.unsaved(), draft.overtaken()]).toEqual(['Theirs', false, false]);
  });

  it('starts from the social worker of the case where no plan is recorded', () => {
    const { draft } = atADesk();
    draft.show(view({ plan: null }));
    expect(draft.plan()).toMatchObject({ aim: '', leadSocialWorker: 'Robin Example', actions: [] });
    expect(draft.unsaved()).toBe(false);
  });

  it('is not unsaved again for the order in which people were ticked', () => {
    const { draft } = atADesk();
    draft.change({ coreGroup: ['i-2', 'i-1'] });
    expect(draft.unsaved()).toBe(false);
  });

  it('sends the whole plan, without the keys of the page', async () => {
    const { draft, presses } = atADesk();
    draft.change({ actions: [...draft.plan().actions, { ...newAction(), what: 'Weigh the baby' }] });
    await draft.save();
    const { act } = presses[0]!;
    expect(act).toMatchObject({ do: 'recordPlan', plan: { aim: 'Seen and fed every day', actions: [{ what: 'Register with a GP' }, { what: 'Weigh the baby' }] } });
    expect(JSON.stringify(act)).not.toContain('"key"');
    expect(draft.unsaved()).toBe(false);
  });

  it('tries the same plan again as the same operation, and a changed plan as a new one', async () => {
    const { draft, presses } = atADesk([{ kind: 'failed', words: '' }, { kind: 'failed', words: '' }]);
    draft.change({ aim: 'Mine' });
    await draft.save();
    await draft.save();
    expect(presses.map(({ sent }) => sent)).toEqual([2]);
    expect(draft.unsaved()).toBe(true);
    draft.change({ aim: 'Mine, changed' });
    await draft.save();
    expect(presses.map(({ sent }) => sent)).toEqual([2, 1]);
  });

  it('stays unsaved for what was typed while it was being saved', async () => {
    const { draft } = atADesk();
    draft.change({ aim: 'Mine' });
    const saving = draft.save();
    draft.change({ aim: 'Mine, and more' });
    await saving;
    draft.show(view({ plan: { ...plan, aim: 'Mine' } }));
    expect([draft.plan().aim, draft.unsaved(), draft.overtaken()]).toEqual(['Mine, and more', true, false]);
  });

  it('is for every child but those for whom no plan was decided', () => {
    const none = { childId: 'child-1', label: 'Child A', outcome: 'noPlan' as const, categories: [], reasons: '', dissent: '' };
    expect(plannedChildren(view()).map(({ label }) => label)).toEqual(['Child A', 'Child B']);
    expect(plannedChildren(view({ decisions: [none] })).map(({ label }) => label)).toEqual(['Child B']);
  });
});
