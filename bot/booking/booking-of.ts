/** A form as filled in, made into what goes on record: labels and reasons into the booking, names and addresses into the family record. */
import { isoUtc } from '../../src/calendar/instants.ts';
import type { CheckedCase } from '../../src/conference/booking.ts';
import type { ConferenceBooked, Preparation, Venue } from '../../src/conference/events.ts';
import type { Slot } from '../../src/diary/search.ts';
import { agreedAt, agreedOutOfHours } from './agreed.ts';
import type { BookingDraft } from './draft.ts';
import { circumstancesOf, onDay } from './invitable.ts';
import { inviteesOf } from './invitees.ts';
import type { Asking } from './steps/step.ts';

export type Filled = { readonly draft: BookingDraft; readonly checked: CheckedCase; readonly slot: Slot; readonly claimId: string; readonly asking: Asking };

/** The booking but for its dated duties. */
export function bookingOf({ draft, checked, slot, claimId, asking }: Filled): Omit<ConferenceBooked, 'duties'> {
  const { book, authority, owner } = asking;
  // Who is required may hang on the day (AMB-24): on the one that is booked, whatever day was looked at before.
  const { invitees, family, notNamed } = inviteesOf(onDay(draft, slot.on), asking);
  return {
    ...checked,
    venue: venueOf(draft, slot),
    on: slot.on, from: slot.from, minutes: book.pack.booking.conferenceMinutes, claimId,
    chair: slot.chair,
    socialWorker: { person: owner, name: authority.find(owner)?.name ?? 'Social worker' },
    agreed: agreedOf(draft, asking),
    family, invitees, notNamed,
    preparation: preparationOf(draft, checked),
    circumstances: circumstancesOf(draft),
    lateReason: slot.late ? draft.date.lateReason : null,
    draftId: draft.draftId,
    rules: { packId: book.pack.id, packVersion: book.pack.version, holidaysVersion: book.calendar.version },
  };
}

function venueOf({ case: { venue, format } }: BookingDraft, { room }: Slot): Venue {
  if (format === 'virtual') return { kind: 'none' };
  if (venue.kind === 'elsewhere') return { kind: 'elsewhere', words: venue.words, assessed: venue.assessed === 'yes' };
  return room === null ? { kind: 'none' } : { kind: 'room', roomId: room.roomId, name: room.name };
}

/** Null where the manager is not in the directory. A review has no moment of agreement: its manager is named, and confirms the list. */
function agreedOf({ case: { agreed } }: BookingDraft, { authority, book, civilNow }: Asking): ConferenceBooked['agreed'] {
  const manager = authority.people.find(({ objectId }) => objectId === agreed.by);
  if (manager === undefined) return null;
  return { by: { person: manager.person, name: manager.name }, at: isoUtc(agreedAt(agreed) ?? civilNow), outOfHours: agreedOutOfHours(agreed, book) ?? false };
}

function preparationOf({ case: { recommendation, category }, family, people }: BookingDraft, { children }: CheckedCase): Preparation {
  const participation = children.flatMap(({ childId }, place) => (family.participation[place] ? [[childId, family.participation[place]]] : []));
  return {
    risk: { posed: family.risk.posed === 'yes', words: family.risk.words, assessed: family.risk.assessed === 'yes' },
    participation: Object.fromEntries(participation) as Record<string, string>,
    childRiskAssessed: family.childRisk === 'yes',
    advocate: family.advocate, apart: family.apart, chairFlags: family.flags,
    recommendation, category, observers: people.observers,
    availability: {
      asked: people.asked,
      cannotCome: people.cannot.map(({ who, on, from, to }) => `${who} ${on} ${from} ${to}`),
      notAsked: people.notAsked,
    },
  };
}

/** The restricted record: the only place that full names, birth dates and addresses go. */
export function familyRecordOf({ family }: BookingDraft, { children, family: members }: Pick<ConferenceBooked, 'children' | 'family'>): object {
  return {
    children: children.map(({ childId, label }, place) => ({ childId, label, fullName: family.names[place]?.fullName ?? '', bornOn: family.names[place]?.bornOn ?? '' })),
    family: members.map(({ memberId, label }) => {
      const { fullName = '', address = '' } = family.relatives.find((relative) => relative.label === label) ?? {};
      return { memberId, label, fullName, address };
    }),
  };
}
