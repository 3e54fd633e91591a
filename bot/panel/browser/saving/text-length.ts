/** How long texts may be. The server half refuses longer ones; saying so beside the input comes first. */

/** Most characters of a piece of text, and of a name or designation. */
export const longestText = 4_000;
export const longestName = 200;

const number = new Intl.NumberFormat('en-GB');

/** Words for a text that is too long to be taken in, or ''. */
export function lengthFault(text: string, longest = longestText): string {
  if (text.length <= longest) return '';
  return `This is ${number.format(text.length)} characters long and ${number.format(longest)} is the most: please shorten it.`;
}
