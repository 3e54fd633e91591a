/** Which e-mail addresses count as secure (NOT-041): by domain, label for label, so that nothing that only looks alike passes. */

const LONGEST = 200;
const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}$/i;
/** Plain letters, digits and hyphens: an internationalised name can be made to look like any other. */
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** The address as it is compared and written to, or undefined where it is none. */
export function readAddress(typed: string): string | undefined {
  const address = typed.trim();
  const at = address.lastIndexOf('@');
  if (address.length > LONGEST || at < 1) return undefined;
  const [local, domain] = [address.slice(0, at), address.slice(at + 1).toLowerCase()];
  const labels = domain.split('.');
  const plain = labels.length >= 2 && labels.every((label) => LABEL.test(label) && !label.startsWith('xn--'));
  const dots = local.startsWith('.') || local.endsWith('.') || local.includes('..');
  return plain && !dots && LOCAL_PART.test(local) ? `${local}@${domain}` : undefined;
}

/** Whether the address lies in one of the domains, or below it: a.gov.uk in gov.uk, but neither evilgov.uk nor gov.uk.example.com. */
export function isSecureAddress(address: string, domains: readonly string[]): boolean {
  const domain = readAddress(address)?.split('@').at(-1);
  return domain !== undefined && domains.some((secure) => domain === secure || domain.endsWith(`.${secure}`));
}
