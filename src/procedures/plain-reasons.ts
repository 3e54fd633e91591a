/** What is wrong with a value of a pack's file, in words for the procedures officer who wrote it. */
import type { z } from 'zod';

const kinds: Readonly<Record<string, string>> = { string: 'text', number: 'a number', int: 'a whole number', boolean: 'true or false', array: 'a list', object: 'a group in curly brackets', record: 'a group in curly brackets' };

/** The reason, where the shape gives none of its own. */
export const plainReason: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type': return issue.input === undefined ? 'is missing' : `is not ${kinds[issue.expected] ?? issue.expected}`;
    case 'invalid_value': return issue.input === undefined ? 'is missing' : `is none of ${issue.values.map(String).join(', ')}`;
    case 'unrecognized_keys': return `has ${issue.keys.join(', ')}, which is not known here`;
    case 'invalid_union': return Array.isArray(issue.options) ? `is missing, or is none of ${issue.options.join(', ')}` : 'is none of the shapes known here';
    case 'too_small': return `is ${issue.origin === 'array' ? 'too few' : issue.origin === 'string' ? 'empty or too short' : 'too small'}: at least ${issue.minimum}`;
    case 'too_big': return `is ${issue.origin === 'array' ? 'too many' : issue.origin === 'string' ? 'too long' : 'too big'}: at most ${issue.maximum}`;
    case 'invalid_key': return 'has a name that cannot stand here';
    default: return undefined;
  }
};
