/** Which conference the panel shows: a chair's choice for a meeting, or the reader's own list in the personal tab. */
import type { PanelListEntry } from '../../panel-view.ts';
import { button, element, freshId, setText } from '../dom/element.ts';
import { choiceBox } from '../dom/field.ts';

/** For a chair in a meeting nobody has linked yet. `choose` gives '' when done, or words about what went wrong. */
export function meetingChoice(own: readonly PanelListEntry[], choose: (conferenceId: string) => Promise<string>): HTMLElement {
  const name = freshId('conference');
  const choices = own.map((entry) => choiceBox('radio', name, { value: entry.conferenceId, label: `${entry.caseReference}, ${entry.when}` }));
  const fault = element('p', { class: 'fault', role: 'alert' });
  const press = button('Use this meeting for it', () => void use(), { class: 'primary' });
  const use = async (): Promise<void> => {
    const chosen = choices.find(({ input }) => input.checked)?.input.value;
    if (chosen === undefined) return setText(fault, 'Choose a conference first.');
    press.disabled = true;
    setText(fault, await choose(chosen));
    press.disabled = false;
  };
  return element('main', { class: 'message' },
    element('h1', {}, 'Which conference is this meeting for?'),
    element('p', {}, 'Only you, as its chair, can say. Those invited who open the panel here will then see the agenda.'),
    element('fieldset', { class: 'choices' }, element('legend', {}, 'Your conferences'), element('div', { class: 'choice-column' }, ...choices.map(({ node }) => node))),
    fault, press);
}

/** The personal tab: the reader's own conferences, soonest first. */
export function conferenceList(own: readonly PanelListEntry[], open: (conferenceId: string) => void): HTMLElement {
  const lines = own.map((entry) => element('li', {},
    element('button', { type: 'button', class: 'entry', onclick: () => open(entry.conferenceId) },
      element('strong', {}, entry.caseReference),
      element('span', {}, entry.when),
      element('span', { class: 'role' }, entry.mine === 'chair' ? 'You chair it' : 'You are invited'))));
  return element('main', { class: 'message' },
    element('h1', {}, 'Your conferences'),
    own.length === 0 ? element('p', {}, 'You have no conferences at the moment. They appear here once you are the chair of one, or invited to one.')
      : element('ul', { class: 'entries' }, ...lines));
}
