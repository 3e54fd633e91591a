/** The few sentences that the edge says by itself, when the conversation behind it cannot or may not answer. */

export type EdgeWords = ReturnType<typeof edgeWords>;

/** `outOfHoursTelephone` stands in every text that a worried person may read instead of an answer. */
export function edgeWords(outOfHoursTelephone: string) {
  const danger = `If a child is in immediate danger, call 999. Out of hours, the council's duty team is on ${outOfHoursTelephone}.`;
  return {
    /** To somebody without an account in the council's directory. */
    outsider: `I can only work with people who are signed in with an account of this council. The conference office will reach you by e-mail. ${danger}`,
    fault: (faultId: string) => `Sorry, something went wrong on our side. What was confirmed on a card before is kept. Please try again in a minute; if it goes on, quote ${faultId} to the conference office. ${danger}`,
    stillWorking: 'This is taking longer than usual and is still being worked on. Please look at this card again in a minute before pressing anything twice.',
    lateFault: (faultId: string) => `Sorry, what you pressed a moment ago could not be finished. Please check the card and try again; if it goes on, quote ${faultId} to the conference office.`,
    unreadable: `I could not read what this button sent, so nothing was done. Type help to start afresh. ${danger}`,
    notHere: 'This button needs a newer Teams when it is used with others. Please open our personal chat and type help.',
    unknown: `I do not know what was asked of me, so nothing was done. Type help in our personal chat to see what I can do. ${danger}`,
    done: 'Done.',
  };
}
