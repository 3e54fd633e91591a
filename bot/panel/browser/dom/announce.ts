/** Says something to people who listen to the page: one polite region, so that nothing interrupts. */

/** Speaks the words once; the same words said again are spoken again. */
export function announce(words: string): void {
  const region = document.getElementById('announcements');
  if (region === null) return;
  region.replaceChildren();
  // A region only speaks of what changes after it was emptied.
  setTimeout(() => region.replaceChildren(words), 50);
  // Said is said: it should not be met again by somebody reading through the page.
  clearTimeout(forgetting);
  forgetting = setTimeout(() => region.replaceChildren(), 3_000);
}

let forgetting: ReturnType<typeof setTimeout> | undefined;
