/**
 * Professionals who are typed, one a line: those outside the directory, and observers (NOT-029, NOT-041, NOT-076).
 * Professional invitations go to secure addresses or by post; what cannot be read is said of its line.
 */
import type { Pack } from '../../src/procedures/pack-schema.ts';
import { isSecureAddress } from '../../src/procedures/secure-mail.ts';
import type { Outsider } from './draft.ts';
import { OBSERVER_ROLE, type InvitableRow } from './invitable.ts';

export type ReadLines = { readonly outside: readonly Outsider[]; readonly faults: readonly string[] };

const MOST_LINES = 15;
const LONGEST_PART = 120;
const LONGEST_ADDRESS = 200;
const BY_POST = /^(?:by )?post$/iu;
export const OUTSIDE_PATTERN = 'name, job, agency, secure e-mail';

/** Reads "name, job, agency, secure e-mail" (or "post") lines. A job that is one of the roles on the list stands for that role. */
export function readOutside(typed: string, pack: Pack, rows: readonly Pick<InvitableRow, 'roleCode' | 'title'>[]): ReadLines {
  return readLines(typed, (line) => outsiderOf(line, pack, rows));
}

/** Reads observers, a name on each line, with a job and an address where they are known. */
export function readObservers(typed: string, pack: Pack): ReadLines {
  return readLines(typed, (line) => observerOf(line, pack));
}

function readLines(typed: string, read: (line: string) => Outsider | string): ReadLines {
  const lines = typed.split('\n').map((line, place) => ({ line: line.trim(), number: place + 1 })).filter(({ line }) => line !== '');
  const answers = lines.slice(0, MOST_LINES).map(({ line, number }) => ({ number, answer: read(line) }));
  return {
    outside: answers.flatMap(({ answer }) => (typeof answer === 'string' ? [] : [answer])),
    faults: [
      ...answers.flatMap(({ number, answer }) => (typeof answer === 'string' ? [`Line ${number}: ${answer}`] : [])),
      ...(lines.length > MOST_LINES ? [`Please keep this to ${MOST_LINES} people; more can be added once the conference is booked.`] : []),
    ],
  };
}

function outsiderOf(line: string, pack: Pack, rows: readonly Pick<InvitableRow, 'roleCode' | 'title'>[]): Outsider | string {
  const parts = partsOf(line);
  const [name = '', ...rest] = parts;
  const email = rest.pop() ?? '';
  const agency = rest.pop() ?? '';
  const designation = rest.join(', ');
  if (parts.length < 4 || [name, designation, agency, email].includes('')) return `please write ${OUTSIDE_PATTERN}.`;
  if (isTooLong(name, designation, agency)) return `please keep each part to ${LONGEST_PART} characters.`;
  const fault = BY_POST.test(email) ? '' : addressFault(email, pack);
  return fault === '' ? { roleCode: roleOf(designation, rows), name, designation, agency, agencyCode: agencyCodeOf(agency, pack), email: BY_POST.test(email) ? '' : email } : fault;
}

function observerOf(line: string, pack: Pack): Outsider | string {
  const parts = partsOf(line);
  const email = parts.length > 1 && parts.at(-1)?.includes('@') === true ? (parts.pop() ?? '') : '';
  const [name = '', ...rest] = parts;
  const designation = rest.join(', ');
  if (name === '') return 'please write a name.';
  if (isTooLong(name, designation)) return `please keep each part to ${LONGEST_PART} characters.`;
  const fault = email === '' ? '' : addressFault(email, pack);
  return fault === '' ? { roleCode: OBSERVER_ROLE, name, designation: designation === '' ? 'Observer' : designation, agency: '', agencyCode: '', email } : fault;
}

function partsOf(line: string): string[] {
  return line.split(/[,;\t]/u).map((part) => part.trim());
}

function isTooLong(...parts: readonly string[]): boolean {
  return parts.some((part) => part.length > LONGEST_PART);
}

/** What is wrong with an address, and what to do; '' where nothing is. */
function addressFault(email: string, { booking: { secureMail } }: Pack): string {
  if (!email.includes('@') || email.length > LONGEST_ADDRESS) return `“${email.slice(0, 60)}” is not an e-mail address. Write a secure one, or “post” for a letter to their office.`;
  return isSecureAddress(email, secureMail.domains) ? '' : `${email} is not a secure address (${secureMail.rule}). Ask for a secure one, or write “post” for a letter to their office.`;
}

/** The role whose title begins with the job, or the job with the title: "GP", "Police officer". */
function roleOf(designation: string, rows: readonly Pick<InvitableRow, 'roleCode' | 'title'>[]): string {
  const job = plain(designation);
  return rows.find(({ title }) => plain(title).startsWith(job) || job.startsWith(plain(title)))?.roleCode ?? 'other';
}

/** The pack's code for an agency, as the quorum counts it; '' for one that it does not know. */
function agencyCodeOf(agency: string, { agencies }: Pack): string {
  const typed = plain(agency);
  return Object.entries(agencies).find(([code, { name }]) => plain(name) === typed || plain(code) === typed)?.[0] ?? '';
}

function plain(text: string): string {
  return text.normalize('NFKC').replaceAll(/[’']/gu, '').replaceAll(/\s+/gu, ' ').trim().toLowerCase();
}
