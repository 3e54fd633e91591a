/** How a pack writes a deadline. Each measure of time has its own shape, because each is counted in its own way. */
import { z } from 'zod';
import { clockTime, code, minutes, ruleNumber, words } from './pack-parts.ts';

/** `title` is the duty in words, `owner` a role of the pack's terms, `reading` the rule that says how the text was read. */
const common = { rule: ruleNumber, title: words, owner: code, reading: ruleNumber.exactOptional() };

/** Working days forward from a day; see `DayOne` for which day is the first. */
const workingDays = z.strictObject({
  ...common,
  unit: z.literal('workingDays'),
  amount: z.int().min(1).max(60),
  dayOne: z.enum(['trigger', 'dayAfter']),
});

/** Whole days of 24 hours before the start, never on a day off (AMB-05). */
const hoursBefore = z.strictObject({ ...common, unit: z.literal('hoursBefore'), amount: z.int().min(24).max(240).multipleOf(24) });

const minutesBefore = z.strictObject({ ...common, unit: z.literal('minutesBefore'), amount: minutes });

/** Calendar months from a day, clamped to the month's end (AMB-08). */
const months = z.strictObject({ ...common, unit: z.literal('months'), amount: z.int().min(1).max(24) });

/** Calendar days at most between two events (AMB-09). */
const calendarDays = z.strictObject({ ...common, unit: z.literal('calendarDays'), amount: z.int().min(1).max(366) });

/** The day itself; decided after the cut-off, it is acknowledged by that time on the next working day (AMB-23). */
const sameDay = z.strictObject({ ...common, unit: z.literal('sameDay'), cutOff: clockTime, acknowledgedBy: clockTime });

export const deadlines = z.strictObject({
  tellDiary: sameDay,
  conferenceLimit: z.strictObject({
    ...workingDays.shape,
    /** The rule that tells of authorities counting from the day after. */
    nationalReading: ruleNumber,
    /** The rule for a trigger on a day off. */
    dayOffReading: ruleNumber,
  }),
  agencyReport: hoursBefore,
  socialWorkerReport: hoursBefore,
  familyVisit: hoursBefore,
  familyArrival: minutesBefore,
  outlinePlan: workingDays,
  firstCoreGroup: workingDays,
  laterCoreGroups: calendarDays,
  socialWorkerVisits: calendarDays,
  firstReview: months,
  laterReviews: months,
  recordDue: workingDays,
});
