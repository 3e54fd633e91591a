// The SDK the product stands on, unchanged but for where it looks for issuers: it must accept what the local Teams
// sends, and its own connector client must be able to answer. So what works here works in Teams by the same calls.

import { createServer } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CardFactory, CloudAdapter, ConfigurationBotFrameworkAuthentication, MessageFactory, TeamsInfo } from 'botbuilder';
import { drive } from '../../local/driver.ts';
import { startLocalTeams } from '../../local/teams-server.ts';
import directory from '../../local/directory.json' with { type: 'json' };
import { card, people } from './stand-in-bot.ts';
import type { AddressInfo } from 'node:net';
import type { Response as BotResponse, TurnContext } from 'botbuilder';
import type { ServerResponse } from 'node:http';
import type { LocalTeams } from '../../local/teams-server.ts';
import type { Wire } from './stand-in-bot.ts';

const botPassword = 'a-secret-for-tests-only';
const dataFolder = mkdtempSync(join(tmpdir(), 'local-teams-sdk-'));
let turn: (context: TurnContext) => Promise<void> = () => Promise.resolve();
let adapter: CloudAdapter;
let teams: LocalTeams;

const bot = createServer((request, response) => {
  void (async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
    await adapter.process({ body, headers: request.headers as Record<string, string>, method: 'POST' }, express(response), (context) => turn(context));
  })();
});

/** The few words of an express response that the adapter speaks. */
function express(response: ServerResponse): BotResponse {
  const shim: Wire = {
    socket: response.socket,
    status: (code: number) => ((response.statusCode = code), shim),
    header: (name: string, value: string) => (response.setHeader(name, value), shim),
    send: (body: unknown) => (response.end(body === undefined ? undefined : JSON.stringify(body)), shim),
    end: () => (response.end(), shim),
  };
  return shim as BotResponse;
}

beforeAll(async () => {
  await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve));
  const botUrl = `http://127.0.0.1:${(bot.address() as AddressInfo).port}`;
  teams = await startLocalTeams({ port: 0, botUrl, dataFolder, botPassword, botId: directory.botId, tenantId: directory.tenantId, people: directory.people });
  const authentication = {
    MicrosoftAppId: directory.botId,
    ToBotFromChannelTokenIssuer: `${teams.url}/connector`,
    ToBotFromChannelOpenIdMetadataUrl: `${teams.url}/connector/.well-known/openidconfiguration`,
    ToBotFromEmulatorOpenIdMetadataUrl: `${teams.url}/connector/.well-known/openidconfiguration`,
    ToChannelFromBotLoginUrl: `${teams.url}/oauth2`,
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    OAuthUrl: `${teams.url}/oauth2`,
  };
  adapter = new CloudAdapter(
    new ConfigurationBotFrameworkAuthentication(authentication, {
      isValidAppId: (id: string) => Promise.resolve(id === directory.botId),
      isAuthenticationDisabled: () => Promise.resolve(false),
      createCredentials: () => Promise.resolve({ signRequest }),
    } as never),
  );
});
afterAll(async () => {
  await teams.stop();
  bot.closeAllConnections();
  rmSync(dataFolder, { recursive: true, force: true });
});

async function signRequest(request: Wire) {
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: directory.botId, client_secret: botPassword, scope: 'https://api.botframework.com/.default' });
  const { access_token } = (await (await fetch(`${teams.url}/oauth2/v2.0/token`, { method: 'POST', body: form })).json()) as { access_token: string };
  request.headers.set('authorization', `Bearer ${access_token}`);
  return request;
}

/** Runs one turn for a typed message and gives what it returned. */
async function inTurn<T>(text: string, thread: string | undefined, work: (context: TurnContext) => Promise<T>): Promise<T> {
  const done = new Promise<T>((resolve, reject) => {
    turn = async (context) => {
      if (!context.activity.text?.includes(text)) return;
      await work(context).then(resolve, reject);
    };
  });
  const said = await drive(teams.url).as(people.dana).says(text, thread ? { thread } : {});
  expect(said).toMatchObject({ sentToBot: true, undelivered: false });
  return done;
}

const messagesIn = async (thread: string) => (await drive(teams.url).as(people.dana).inbox()).find((one) => one.thread.id === thread)!.messages;
const threadOf = async (kind: string) => (await drive(teams.url).as(people.dana).threads()).find((one) => one.kind === kind)!;

it('takes a signed message, answers it, changes the answer and takes it back', async () => {
  const thread = (await threadOf('personal')).id;
  const id = await inTurn('hello', undefined, async (context) => {
    const sent = await context.sendActivity({ attachments: [CardFactory.adaptiveCard(card())], summary: 'A card' });
    await context.updateActivity({ ...MessageFactory.text('changed'), id: sent!.id, type: 'message' });
    return sent!.id;
  });
  expect((await messagesIn(thread)).find((one) => one.id === id)).toMatchObject({ text: 'changed', cards: [] });
  await inTurn('away with it', undefined, (context) => context.deleteActivity(id));
  expect((await messagesIn(thread)).find((one) => one.id === id)).toMatchObject({ deleted: true });
});

it('finds people, the team and its channels', async () => {
  const found = await inTurn('<at>Conference Companion</at> who is here', '19:safeguarding-decisions@thread.tacv2', async (context) => ({
    me: await TeamsInfo.getMember(context, context.activity.from.id),
    page: await TeamsInfo.getPagedMembers(context, 3),
    team: await TeamsInfo.getTeamDetails(context),
    channels: await TeamsInfo.getTeamChannels(context),
  }));
  expect(found.me).toMatchObject({ aadObjectId: people.dana, name: 'Dana Quill-Example' });
  expect(found.page.members).toHaveLength(3);
  expect(found.page.continuationToken).toBeDefined();
  expect(found.team.name).toBe('Safeguarding conferences');
  expect(found.channels.map(({ name }) => name)).toEqual(['General', 'Decisions']);
});

it('answers in a channel under the post it was asked in', async () => {
  const decisions = '19:safeguarding-decisions@thread.tacv2';
  const asked = await inTurn('<at>Conference Companion</at> are you there', decisions, async (context) => {
    await context.sendActivity('here');
    return context.activity.id;
  });
  expect((await messagesIn(decisions)).find((one) => one.text === 'here')!.rootId).toBe(asked);
});

it('finds a meeting and somebody’s part in it', async () => {
  const meeting = await threadOf('meeting');
  const found = await inTurn('<at>Conference Companion</at> which meeting', meeting.id, async (context) => ({
    details: await TeamsInfo.getMeetingInfo(context),
    part: await TeamsInfo.getMeetingParticipant(context, undefined, people.dana, directory.tenantId),
  }));
  expect(found.details.details).toMatchObject({ title: 'Conference meeting', id: meeting.meeting!.meetingId });
  expect(found.part.meeting).toEqual({ role: 'Organizer', inMeeting: false });
});

it('speaks first to somebody who has the app', async () => {
  const reference = await inTurn('remember this', undefined, (context) => Promise.resolve(context.activity));
  const sent = await new Promise<string>((resolve, reject) => {
    adapter
      .continueConversationAsync(
        directory.botId,
        { serviceUrl: reference.serviceUrl, channelId: 'msteams', bot: reference.recipient, conversation: reference.conversation } as never,
        async (context) => resolve((await context.sendActivity('a reminder'))!.id),
      )
      .catch(reject);
  });
  expect((await messagesIn(reference.conversation.id)).find(({ id }) => id === sent)!.text).toBe('a reminder');
});
