// What lasts, what moves, and who may ask.

import { afterEach, describe, expect, it } from 'vitest';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drive } from '../../local/driver.ts';
import { londonInstant } from '../../local/london-time.ts';
import { startLocalTeams } from '../../local/teams-server.ts';
import directory from '../../local/directory.json' with { type: 'json' };
import { bench, card, message, people } from './stand-in-bot.ts';
import type { Bench } from './stand-in-bot.ts';

let teams: Bench | undefined;
afterEach(async () => {
  await teams?.stop();
  teams = undefined;
});

describe('after a restart', () => {
  it('everything is as it was, and nobody is told of an install again', async () => {
    teams = await bench();
    await teams.settled();
    const robin = () => drive(teams!.url).as(people.robin);
    const chat = (await robin().threads())[0]!.id;
    await robin().says('remember me');
    const posted = await teams.calls('POST', `/v3/conversations/${encodeURIComponent(chat)}/activities`, message(card()));
    const meeting = await robin().makesMeeting('Kept', '2027-01-05T10:00', [people.alex]);
    await drive(teams.url).clock.moveTo('2027-01-04T09:00:00.000Z');
    const before = await robin().inbox();
    const heard = teams.received.length;

    await teams.restart();
    expect(await robin().inbox()).toEqual(before);
    expect((await robin().inbox()).find(({ thread }) => thread.id === chat)!.messages.map(({ text, id }) => text || id)).toEqual(['remember me', posted.body.id]);
    expect((await robin().threads()).find(({ id }) => id === meeting.id)!.title).toBe('Kept');
    expect(await drive(teams.url).clock.now()).toMatch(/^2027-01-04T09:00/);
    await robin().says('again');
    expect(teams.received.slice(heard).map(({ activity }) => activity.text)).toEqual(['again']);
    expect((await teams.calls('GET', `/v3/conversations/${encodeURIComponent(chat)}/members`)).status).toBe(200);
  });
  it('an install the bot could not be told of is told once it is up', async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'local-teams-'));
    const settings = { dataFolder, botId: directory.botId, botPassword: 'x', tenantId: directory.tenantId, people: directory.people };
    // Port 9 answers nobody: the bot is not up yet.
    const early = await startLocalTeams({ ...settings, port: 0, botUrl: 'http://127.0.0.1:9' });
    await early.stop();
    teams = await bench({ dataFolder });
    await teams.settled();
    expect(teams.received.filter(({ activity }) => activity.type === 'installationUpdate')).toHaveLength(13);
  });
  it('a broken file stops the start by name and is left alone', async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'local-teams-'));
    const file = join(dataFolder, 'teams.json');
    writeFileSync(file, '{"threads": [');
    await expect(bench({ dataFolder })).rejects.toThrow(file);
    expect(readFileSync(file, 'utf8')).toBe('{"threads": [');
    rmSync(dataFolder, { recursive: true, force: true });
  });
  it('what was just said is kept even when the process ends without stopping', async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'local-teams-'));
    const settings = { port: 0, botUrl: 'http://127.0.0.1:9', dataFolder, botId: directory.botId, botPassword: 'x', tenantId: directory.tenantId };
    const script = `
      import { startLocalTeams } from './local/teams-server.ts';
      import directory from './local/directory.json' with { type: 'json' };
      process.on('SIGTERM', () => process.exit(0));
      const teams = await startLocalTeams({ ...${JSON.stringify(settings)}, people: directory.people });
      console.log(teams.url);`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const url = await new Promise<string>((resolve) => child.stdout.once('data', (data: Buffer) => resolve(data.toString().trim())));
    await drive(url).as(people.robin).says('last words');
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
    teams = await bench({ dataFolder });
    expect((await drive(teams.url).as(people.robin).inbox()).flatMap(({ messages }) => messages.map(({ text }) => text))).toEqual(['last words']);
  });
  it('keys and conversations are readable by their owner only', async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'local-teams-'));
    teams = await bench({ dataFolder });
    await teams.settled();
    await teams.restart();
    for (const name of ['keys.json', 'teams.json']) expect(statSync(join(dataFolder, name)).mode & 0o777).toBe(0o600);
  });
});

describe('the clock', () => {
  it('moves civil time, keeps ticking, stamps what is said, and comes back', async () => {
    teams = await bench();
    await teams.settled();
    const { clock, as } = drive(teams.url);
    const minutesFrom = async (iso: string) => (Date.parse(await clock.now()) - Date.parse(iso)) / 60_000;
    await clock.moveTo('2026-12-29T09:00');
    expect(await minutesFrom('2026-12-29T09:00:00Z')).toBeLessThan(1);
    await clock.moveTo('2027-07-01T09:00');
    expect(await minutesFrom('2027-07-01T08:00:00Z')).toBeLessThan(1);
    await as(people.robin).says('on the day');
    const { activity } = await teams.hears(({ text }) => text === 'on the day');
    expect(activity.timestamp).toMatch(/^2027-07-01T08:00/);
    await clock.add(86_400_000);
    expect(await minutesFrom('2027-07-02T08:00:00Z')).toBeLessThan(1);
    await expect(clock.moveTo('the day after tomorrow')).rejects.toThrow('not a date');
    await clock.reset();
    expect(Math.abs(Date.parse(await clock.now()) - Date.now())).toBeLessThan(1000);
  });
  it('does not move the time tokens are judged by', async () => {
    teams = await bench();
    await teams.settled();
    await drive(teams.url).clock.moveTo('2030-01-01T00:00:00Z');
    await drive(teams.url).as(people.robin).says('still signed for today');
    const { claims } = await teams.hears(({ text }) => text === 'still signed for today');
    expect(Math.abs(claims.nbf! - Date.now() / 1000)).toBeLessThan(60);
  });
  it.each([
    ['2026-01-15T12:00', '2026-01-15T12:00:00.000Z'],
    ['2026-07-15T12:00', '2026-07-15T11:00:00.000Z'],
    ['2026-03-29T00:30', '2026-03-29T00:30:00.000Z'],
    ['2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25T00:30', '2026-10-24T23:30:00.000Z'],
    ['2026-10-25T02:30', '2026-10-25T02:30:00.000Z'],
    ['2026-07-15T12:00+05:00', '2026-07-15T07:00:00.000Z'],
  ])('reads %s in London as %s', (text, utc) => {
    expect(londonInstant(text)?.toISOString()).toBe(utc);
  });
});

describe('the page’s own addresses', () => {
  const ask = (url: string, path: string, headers: Record<string, string>, method = 'GET') =>
    new Promise<number>((resolve, reject) => {
      const asked = request(`${url}${path}`, { method, headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      asked.on('error', reject).end(method === 'POST' ? JSON.stringify({ as: people.robin }) : undefined);
    });

  it('answer this machine’s own page only: no other host name, no other origin', async () => {
    teams = await bench();
    const { host } = new URL(teams.url);
    const port = host.split(':')[1];
    expect(await ask(teams.url, '/ui/directory', {})).toBe(200);
    expect(await ask(teams.url, '/ui/directory', { host: `localhost:${port}` })).toBe(200);
    expect(await ask(teams.url, '/ui/directory', { host: `evil.example:${port}` })).toBe(403);
    expect(await ask(teams.url, '/', { host: `evil.example:${port}` })).toBe(403);
    expect(await ask(teams.url, '/clock', { host: 'evil.example' })).toBe(403);
    expect(await ask(teams.url, '/ui/sso-token', { origin: 'https://evil.example' }, 'POST')).toBe(403);
    expect(await ask(teams.url, '/ui/sso-token', { origin: teams.botUrl }, 'POST')).toBe(403);
    expect(await ask(teams.url, '/ui/sso-token', { origin: 'null' }, 'POST')).toBe(403);
    expect(await ask(teams.url, '/ui/directory', { 'sec-fetch-site': 'same-site' })).toBe(403);
    expect(await ask(teams.url, '/ui/sso-token', { origin: teams.url }, 'POST')).toBe(200);
    teams.received.length = 0;
  });
  it('refuse bodies that are not of their form', async () => {
    teams = await bench();
    const post = async (path: string, body: string) => (await fetch(`${teams!.url}${path}`, { method: 'POST', body })).status;
    expect(await post('/ui/say', 'not json')).toBe(400);
    expect(await post('/ui/say', JSON.stringify({ as: [people.robin], thread: {}, text: 1 }))).toBe(400);
    expect(await post('/ui/clock', JSON.stringify({ addMs: 'soon' }))).toBe(400);
    expect(await post('/ui/nothing', '{}')).toBe(404);
  });
});

describe('a taken port', () => {
  it('is an error that names it', async () => {
    teams = await bench();
    const port = Number(new URL(teams.url).port);
    await expect(bench({ port })).rejects.toThrow(String(port));
  });
});
