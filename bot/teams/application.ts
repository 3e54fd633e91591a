/**
 * The bot inside Teams: botbuilder authenticates and teams-ai walks the table of routes; what is heard goes to
 * the listener, and its answers go back through our own connector client. No AI, no storage, no typing timer,
 * and no credentials: the SDK cannot send, so it can neither send four times nor show a card to the wrong people.
 * Authority: platform notes, traps 2, 4 and 5.
 */
import { randomUUID } from 'node:crypto';
import { Application, TeamsAdapter } from '@microsoft/teams-ai';
import type { TurnState } from '@microsoft/teams-ai';
import type { TurnContext } from 'botbuilder';
import { labelOf } from '../log.ts';
import type { Log } from '../log.ts';
import { withinMs } from '../time-limit.ts';
import type { InboundActivity } from './activity.ts';
import { placeOf } from './activity.ts';
import { cardActivity, textActivity } from './card-activity.ts';
import type { ConnectorClient, SendOutcome } from './connector-client.ts';
import type { EdgeWords } from './edge-words.ts';
import { invokeBody, unknownInvokeBody } from './invoke-answer.ts';
import { recentlyHeard } from './recently-heard.ts';
import { routes } from './routes.ts';
import type { Reading, Route } from './routes.ts';
import type { Answer, Heard, Listener, Place } from './turn.ts';

export type ApplicationSettings = {
  readonly botId: string;
  readonly tenantId: string;
  /** Where botbuilder finds the connector's issuer and keys; absent in production, where it knows them. */
  readonly issuer?: { readonly name: string; readonly metadataUrl: string };
  readonly connector: ConnectorClient;
  readonly listener: Listener;
  readonly words: EdgeWords;
  readonly log: Log;
  /** When a press must be answered, in milliseconds. Teams gives up after five seconds. */
  readonly invokeLimitMs?: number;
};

const INVOKE_LIMIT_MS = 4_000;
const REMEMBERED = 5_000;
const REMEMBER_MS = 5 * 60_000;
/** A reply may wait this long for a busy connector before it is given up. */
const LONGEST_WAIT_S = 5;
const INBOUND = Symbol('the activity as parsed at the door');

/** The adapter that authenticates, and what it calls with each turn. */
export type TeamsApplication = { readonly adapter: TeamsAdapter; readonly run: (context: TurnContext, activity: InboundActivity) => Promise<void> };

export function teamsApplication(settings: ApplicationSettings): TeamsApplication {
  const adapter = teamsAdapter(settings);
  const application = new QuietApplication({ adapter, botAppId: settings.botId, startTypingTimer: false, removeRecipientMention: false });
  const turns = new TurnTaker(settings);
  for (const route of routes) {
    const selects = (context: TurnContext) => Promise.resolve(route.when(inboundOf(context)));
    application.addRoute(selects, (context) => turns.take(route, context, inboundOf(context)), route.answers === 'invoke');
  }
  // Routes answer their own faults; this is for what fails around them, inside the SDK.
  adapter.onTurnError = (context, error) => turns.fault('outside the routes', context, error);
  return {
    adapter,
    run: async (context, activity) => {
      context.turnState.set(INBOUND, activity);
      await application.run(context);
    },
  };
}

/** teams-ai 1.7.4 does not ask its own `startTypingTimer` option: it would send "typing" whenever an answer takes a second. */
class QuietApplication extends Application<TurnState> {
  override startTypingTimer(): void {}
}

type CredentialsFactory = NonNullable<ConstructorParameters<typeof TeamsAdapter>[1]>;

function teamsAdapter({ botId, tenantId, issuer }: ApplicationSettings): TeamsAdapter {
  const local = issuer === undefined ? {} : localAuthentication(issuer);
  const checksOnly: CredentialsFactory = {
    isValidAppId: (appId) => Promise.resolve(appId === botId),
    isAuthenticationDisabled: () => Promise.resolve(false),
    createCredentials: () => Promise.resolve({ signRequest: () => Promise.reject(new SdkMustNotSend()) }),
  };
  return new TeamsAdapter({ MicrosoftAppId: botId, MicrosoftAppTenantId: tenantId, ...local }, checksOnly);
}

/** Something tried to send through the SDK instead of the connector client. */
class SdkMustNotSend extends Error {
  constructor() {
    super('messages go through the connector client');
    this.name = 'SdkMustNotSend';
  }
}

/** As soon as one of these is given, botbuilder takes none of its own: so all are given, and the emulator's keys are nowhere. */
function localAuthentication(issuer: NonNullable<ApplicationSettings['issuer']>): Record<string, string> {
  return {
    ToBotFromChannelTokenIssuer: issuer.name,
    ToBotFromChannelOpenIdMetadataUrl: issuer.metadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: issuer.metadataUrl,
    ToChannelFromBotLoginUrl: issuer.name,
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    OAuthUrl: issuer.name,
  };
}

function inboundOf(context: TurnContext): InboundActivity {
  return context.turnState.get(INBOUND) as InboundActivity;
}

/** Takes a turn from its route to its answer. */
class TurnTaker {
  readonly #settings: ApplicationSettings;
  readonly #heard = recentlyHeard({ most: REMEMBERED, spanMs: REMEMBER_MS });

  constructor(settings: ApplicationSettings) {
    this.#settings = settings;
  }

  async take(route: Route, context: TurnContext, activity: InboundActivity): Promise<void> {
    const reading = route.read(activity);
    const key = repeatKey(reading, activity);
    if (reading.kind === 'uninstalled') this.#heard.forget(arrivalKey(reading.place));
    if (key !== undefined && !this.#heard.isNew(key)) return this.#settings.log.duplicateIgnored(route.name);
    try {
      if (route.answers === 'invoke') await this.#answerInvoke(route, reading, context, placeOf(activity));
      else await this.#answerByPost(route, reading, placeOf(activity));
    } catch (error) {
      if (key !== undefined) this.#heard.forget(key);
      await this.fault(route.name, context, error);
    }
  }

  /** Tells the person kindly, with a number to quote; nothing of the error goes to them or, but for its kind, to the log. */
  async fault(route: string, context: TurnContext, error: unknown): Promise<void> {
    const { words, log } = this.#settings;
    const faultId = randomUUID().slice(0, 8);
    log.turnFailed(faultId, route, labelOf(error));
    const activity = inboundOf(context);
    if (activity.type === 'invoke') return respond(context, invokeBody({ message: words.fault(faultId) }));
    if (activity.type === 'message') await this.#post(route, placeOf(activity), { message: words.fault(faultId) });
  }

  async #answerInvoke(route: Route, reading: Reading, context: TurnContext, place: Place): Promise<void> {
    const { words, listener, log, invokeLimitMs = INVOKE_LIMIT_MS } = this.#settings;
    if (reading.kind === 'unknown') return respond(context, unknownInvokeBody(inboundOf(context).name, words.unknown));
    if (!isHeard(reading)) return respond(context, invokeBody({ message: reading.kind === 'outsider' ? words.outsider : words.unreadable }));
    const began = performance.now();
    const work = listener.hear(reading);
    const answers = await withinMs(work, invokeLimitMs);
    if (answers === 'late') {
      log.answerLate(route.name, invokeLimitMs);
      void this.#finishLate(route, reading, work, began);
      return respond(context, invokeBody({ message: words.stillWorking }));
    }
    const [first, ...others] = answers;
    await respond(context, invokeBody(first ?? { message: words.done }));
    void this.#postAll(route, place, others);
  }

  /** In a chat of two the finished card takes its place; among others it might show one person's card to all, so they look again. */
  async #finishLate(route: Route, heard: Heard, work: Promise<readonly Answer[]>, began: number): Promise<void> {
    const { words, log } = this.#settings;
    try {
      const [first, ...others] = await work;
      log.lateAnswerFinished(route.name, Math.round(performance.now() - began));
      if (heard.place.scope === 'personal') await this.#settle(route, heard, first);
      await this.#postAll(route, heard.place, others);
    } catch (error) {
      const faultId = randomUUID().slice(0, 8);
      log.turnFailed(faultId, route.name, labelOf(error));
      if (heard.place.scope === 'personal') await this.#post(route.name, heard.place, { message: words.lateFault(faultId) });
    }
  }

  async #answerByPost(route: Route, reading: Reading, place: Place): Promise<void> {
    const { words, listener } = this.#settings;
    if (reading.kind === 'outsider') return this.#post(route.name, place, { message: words.outsider });
    if (reading.kind === 'notHere') return this.#post(route.name, place, { message: words.notHere });
    if (!isHeard(reading)) return this.#post(route.name, place, { message: words.unreadable });
    const [first, ...others] = await listener.hear(reading);
    if (route.answers === 'never') return;
    await this.#settle(route, reading, first);
    await this.#postAll(route, place, others);
  }

  /** A card that answers a press replaces the card that was pressed; all else is posted. */
  async #settle(route: Route, heard: Heard, answer: Answer): Promise<void> {
    if (answer === undefined) return;
    const { place } = heard;
    if (heard.kind !== 'pressed' || heard.cardActivityId === undefined || !('card' in answer)) return this.#post(route.name, place, answer);
    const outgoing = { serviceUrl: place.serviceUrl, conversationId: place.conversationId, activityId: heard.cardActivityId, activity: cardActivity(answer) };
    this.#note(route.name, await this.#settings.connector.update(outgoing));
  }

  async #postAll(route: Route, place: Place, answers: readonly Answer[]): Promise<void> {
    for (const answer of answers) if (answer !== undefined) await this.#post(route.name, place, answer);
  }

  async #post(route: string, place: Place, answer: NonNullable<Answer>): Promise<void> {
    const activity = 'card' in answer ? cardActivity(answer) : textActivity(answer.message);
    const outgoing = { serviceUrl: place.serviceUrl, conversationId: place.conversationId, activity };
    const first = await this.#settings.connector.send(outgoing);
    this.#note(route, await this.#again(first, () => this.#settings.connector.send(outgoing)));
  }

  /** One more try, and only where nothing can have arrived. */
  async #again(first: SendOutcome, send: () => Promise<SendOutcome>): Promise<SendOutcome> {
    if (first.kind === 'notSent') return send();
    if (first.kind !== 'retryAfter' || first.seconds > LONGEST_WAIT_S) return first;
    await new Promise((resolve) => setTimeout(resolve, first.seconds * 1_000));
    return send();
  }

  #note(route: string, outcome: SendOutcome): void {
    if (outcome.kind !== 'sent') this.#settings.log.replyUnsent(route, outcome.kind, outcome.kind === 'refused' ? outcome.status : 0);
  }
}

function isHeard(reading: Reading): reading is Heard {
  return !['unreadable', 'unknown', 'outsider', 'notHere'].includes(reading.kind);
}

/** What makes two activities one: a message's id, or the place of an arrival, which Teams tells twice. Presses carry their own operation id. */
function repeatKey(reading: Reading, activity: InboundActivity): string | undefined {
  if (reading.kind === 'installed') return arrivalKey(reading.place);
  return activity.type === 'message' && activity.id !== '' ? `message ${activity.conversation.id} ${activity.id}` : undefined;
}

function arrivalKey(place: Place): string {
  return `installed ${place.conversationId}`;
}

/** Sets the invoke response; the adapter sends it when the turn ends. */
async function respond(context: TurnContext, body: object): Promise<void> {
  await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } });
}
