/** What every kind of capture is given, and what they have in common: the act that records it, and how a child is named. */
import type { CaptureView, ChairView, PanelAct } from '../../panel-view.ts';
import type { Attempt } from '../attempt.ts';
import type { Part } from '../dom/part.ts';
import type { PlanDraft } from '../plan/plan-draft.ts';

/** What a capture is shown: itself, and the view it belongs to. */
export type CaptureIn = { readonly capture: CaptureView; readonly view: ChairView };

/** What every capture may use. */
export type CaptureTools = {
  readonly stepId: string;
  readonly attempt: (act: PanelAct) => Attempt;
  readonly plan: PlanDraft;
};

export type CapturePart = Part<CaptureIn>;

/** How a child is named everywhere in the panel: label and initials, never a name. */
export function childName(child: { readonly label: string; readonly initials: string }): string {
  return `${child.label} (${child.initials})`;
}

/** A child's age as it was entered: "4" becomes "age 4", "unborn" and "10 months" stay. */
export function ageWords(age: string): string {
  return /^\d+$/.test(age.trim()) ? `age ${age.trim()}` : age.trim();
}

/** The act that records one value of one capture. */
export function captureAct(tools: CaptureTools, captureId: string, childId: string | null): (value: string | boolean) => PanelAct {
  return (value) => ({ do: 'capture', stepId: tools.stepId, captureId, childId, value });
}

/** True while the step's gate would ask for it. */
export function stillNeeded(capture: CaptureView): boolean {
  return capture.required && capture.missing;
}

/** A value on record as text; '' where there is none. */
export function textValue(capture: CaptureView, childId = ''): string {
  const value = capture.values[childId];
  return typeof value === 'string' ? value : '';
}
