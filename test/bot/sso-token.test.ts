/** Who may look at the panel, by their single sign-on token. Authority: platform notes 4.2, T1 and T4. */
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { edgeUnderTest } from './edge-under-test.ts';
import type { EdgeUnderTest } from './edge-under-test.ts';
import { BOT, newKey, OTHER_TENANT, PERSON, TENANT } from './stand-in-teams.ts';
import type { Key } from './stand-in-teams.ts';

let edge: EdgeUnderTest;
beforeAll(async () => {
  edge = await edgeUnderTest();
});
afterAll(() => edge.stop());

const seconds = () => Math.floor(Date.now() / 1000);

async function viewer(change: Record<string, unknown> = {}, key: Key = edge.teams.key) {
  const claims = { iss: `${edge.teams.url}/${TENANT}/v2.0`, aud: BOT, tid: TENANT, oid: PERSON, scp: 'access_as_user', ver: '2.0', iat: seconds(), nbf: seconds(), exp: seconds() + 3600, ...change };
  const token = await new SignJWT(Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined))).setProtectedHeader({ alg: 'RS256', kid: key.kid }).sign(key.signing);
  return edge.doors.viewer(`Bearer ${token}`);
}

test('a person of this council is known by tenant and object id', async () => {
  const exp = seconds() + 600;
  expect(await viewer({ exp })).toEqual({ kind: 'person', person: `${TENANT}.${PERSON}`, tenantId: TENANT, objectId: PERSON, expiresAt: exp });
});

test('the name and address in a token make no difference to who it is', async () => {
  const exp = seconds() + 600;
  const plain = await viewer({ exp });
  expect(await viewer({ exp, upn: 'chair@council.example', email: 'chair@council.example', preferred_username: 'chair@council.example', name: 'The Chair' })).toEqual(plain);
});

test('both ways of naming this application are taken, and several scopes', async () => {
  expect(await viewer({ aud: `api://localhost/botid-${BOT}`, scp: 'openid access_as_user' })).toMatchObject({ kind: 'person' });
});

describe('is refused', () => {
  test.each([
    ['a token for another application', { aud: TENANT }, 'badToken'],
    ['a token for the same name on another host', { aud: `api://evil.example/botid-${BOT}` }, 'badToken'],
    ['another tenant, honestly issued', { tid: OTHER_TENANT, iss: 'self' }, 'otherTenant'],
    ['another tenant under our issuer', { tid: OTHER_TENANT }, 'otherTenant'],
    ['our tenant under another issuer', { iss: 'other' }, 'badToken'],
    ['an issuer of version 1', { iss: `https://sts.windows.net/${TENANT}/` }, 'badToken'],
    ['a token of version 1', { ver: '1.0' }, 'wrongVersion'],
    ['no version', { ver: undefined }, 'badToken'],
    ['no scope', { scp: undefined }, 'wrongScope'],
    ['another scope', { scp: 'User.Read' }, 'wrongScope'],
    ['a scope that only contains the word', { scp: 'not_access_as_user access_as_users' }, 'wrongScope'],
    ['a scope given as a list', { scp: ['access_as_user'] }, 'badToken'],
    ['an application with no person', { idtyp: 'app' }, 'appOnly'],
    ['an object id that is an address', { oid: 'chair@council.example' }, 'noPerson'],
    ['no object id', { oid: undefined }, 'badToken'],
    ['a token that ended two minutes ago', { exp: seconds() - 120 }, 'badToken'],
    ['a token without an end', { exp: undefined }, 'badToken'],
    ['a token not yet valid', { nbf: seconds() + 600 }, 'badToken'],
  ])('%s', async (_name, change, reason) => {
    const iss = { self: `${edge.teams.url}/${OTHER_TENANT}/v2.0`, other: `${edge.teams.url}/${OTHER_TENANT}/v2.0` }[String((change as { iss?: string }).iss)];
    expect(await viewer(iss === undefined ? change : { ...change, iss })).toEqual({ kind: 'refused', reason });
  });

  test('a token signed by a stranger, also under a known key name', async () => {
    const stranger = await newKey('stranger');
    expect(await viewer({}, stranger)).toEqual({ kind: 'refused', reason: 'badToken' });
    expect(await viewer({}, { ...stranger, kid: 'first' })).toEqual({ kind: 'refused', reason: 'badToken' });
  });

  test("the connector's own token for the bot", async () => {
    expect(await edge.doors.viewer(`Bearer ${await edge.teams.token()}`)).toEqual({ kind: 'refused', reason: 'badToken' });
  });

  test.each([undefined, '', 'Bearer', 'Basic abc', 'bearer a.b.c', 'Bearer a.b'])('%j', async (header) => {
    expect(await edge.doors.viewer(header)).toEqual({ kind: 'refused', reason: 'noBearer' });
  });
});
