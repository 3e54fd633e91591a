/** An input bound to a part of the drafted plan: what is typed goes into the draft, what the draft holds is shown. */
import type { Field, Input } from '../dom/field.ts';
import { lengthFault, longestText } from '../saving/text-length.ts';

export type BoundField<Control extends Input> = Field<Control> & { readonly show: (value: string) => void };

/** Leaves the input alone while it is in use; `changed` hears every keystroke. */
export function bind<Control extends Input>(one: Field<Control>, changed: (value: string) => void, longest = longestText): BoundField<Control> {
  one.input.addEventListener('input', () => {
    one.setRemark(lengthFault(one.input.value, longest));
    changed(one.input.value);
  });
  return {
    ...one,
    show(value) {
      if (document.activeElement !== one.input && one.input.value !== value) one.input.value = value;
    },
  };
}
