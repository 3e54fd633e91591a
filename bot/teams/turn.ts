/**
 * The contract between the Teams edge and the conversation behind it: what was heard, and what is answered.
 * Nothing of botbuilder or teams-ai passes this line.
 */
import type { PersonKey } from '../../src/people/person.ts';

/** Who is asking, from the verified activity alone. */
export type Asker = {
  readonly person: PersonKey;
  readonly tenantId: string;
  readonly objectId: string;
  /** Teams' own id for this person in this bot (`29:…`); needed for `refresh.userIds`. */
  readonly channelUserId: string;
  readonly displayName?: string;
};

/** Where it happened, with all that is needed to speak there again. */
export type Place = {
  readonly scope: 'personal' | 'channel' | 'groupChat';
  /** In a channel this names the thread (`19:…;messageid=…`). */
  readonly conversationId: string;
  readonly serviceUrl: string;
  readonly tenantId: string;
  readonly meetingChatId?: string;
  readonly teamId?: string;
};

export type Heard =
  /** Teams sends two activities for one arrival; the second is dropped here if the first was answered, but only within this process. */
  | { readonly kind: 'installed' | 'uninstalled'; readonly place: Place; readonly asker?: Asker; readonly channelId?: string }
  /** `text` is without the mention of the bot, and trimmed; it may be empty. */
  | { readonly kind: 'said'; readonly text: string; readonly activityId: string; readonly place: Place; readonly asker: Asker }
  /** `input` is the action's data with the card's inputs merged in: parse it. `automatic` is a refresh without a press. */
  | { readonly kind: 'pressed'; readonly verb: string; readonly input: unknown; readonly trigger: 'manual' | 'automatic'; readonly cardActivityId?: string; readonly place: Place; readonly asker: Asker }
  | { readonly kind: 'meeting'; readonly what: 'started' | 'ended' | 'joined' | 'left'; readonly place: Place };

export type Pressed = Extract<Heard, { kind: 'pressed' }>;
/** What a button leads to. */
export type Press = (pressed: Pressed) => Promise<Answer>;

/** A card with the words that stand in for it in previews (no case detail), or plain text, or nothing. */
export type Answer = { readonly card: object; readonly summary: string } | { readonly message: string } | undefined;

export interface Listener {
  /**
   * Answers in order. For `pressed` the first answer goes back to the one who pressed (a card takes the place of
   * the card that was pressed) and the others are posted; for all else every answer is posted in the place.
   */
  hear(heard: Heard): Promise<readonly Answer[]>;
}
