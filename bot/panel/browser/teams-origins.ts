/**
 * Spares the page one request that cannot succeed. On loading, TeamsJS asks a Microsoft address for its list of trusted
 * hosts; this page's policy allows no address but its own, and TeamsJS carries the same list for that case. Answering
 * here keeps the refusal out of everyone's console. Import this before TeamsJS; `release` once it is loaded.
 */

const list = '/teams-js/validDomains/';
const ownFetch = globalThis.fetch;

globalThis.fetch = (input, init) => {
  const address = input instanceof Request ? input.url : String(input);
  return address.includes(list) ? Promise.reject(new TypeError('The list that came with TeamsJS is used.')) : ownFetch.call(globalThis, input, init);
};

/** Gives fetch back as it was. */
export function release(): void {
  globalThis.fetch = ownFetch;
}
