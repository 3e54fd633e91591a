/** The walls of the house hold, and the check that watches them sees through the usual ways round. */
import { glob, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { breachesIn, type Breach } from '../tools/boundaries.ts';
import { importsOf, Unparsable } from '../tools/imports.ts';

const checkout = resolve(import.meta.dirname, '..');

async function productSources(): Promise<{ path: string; text: string }[]> {
  const paths: string[] = [];
  for (const folder of ['src', 'cards', 'bot', 'local']) {
    const found = glob(`${folder}/**/*.{ts,tsx,mts,cts,js,mjs,cjs}`, { cwd: checkout, exclude: ['**/built/**', '**/node_modules/**'] });
    for await (const path of found) paths.push(path.replaceAll('\\', '/'));
  }
  return Promise.all(paths.sort().map(async (path) => ({ path, text: await readFile(resolve(checkout, path), 'utf8') })));
}

function breach(path: string, text: string): Breach | undefined {
  const breaches = breachesIn([{ path, text }]);
  expect(breaches.length, `more than one breach in ${path}`).toBeLessThanOrEqual(1);
  return breaches[0];
}

describe('the house', () => {
  it('has no import through a wall', async () => {
    const sources = await productSources();
    expect(sources.length).toBeGreaterThan(10);
    const told = breachesIn(sources).map(({ file, line, imports, because }) => `${file}:${line} imports ${imports} – ${because}`);
    expect(told).toEqual([]);
  });
});

describe('the boundary check', () => {
  it.each([
    ['src/procedures/duties.ts', `import { addCalendarDays } from '../calendar/plain-date.ts';`],
    ['src/conference/commands.ts', `import type { Table } from '../store/port.ts';`],
    ['src/calendar/plain-date.ts', `import { UTCDateMini } from '@date-fns/utc';\nimport { addDays } from 'date-fns';`],
    ['src/store/azure-tables/table.ts', `import { TableClient } from '@azure/data-tables';\nimport { StoreFault } from '../port.ts';`],
    ['src/store/conference-log.ts', `import type { PersonKey } from '../people/person.ts';\nimport { createHash } from 'node:crypto';`],
    ['cards/welcome/card.ts', `import { longDate } from '../../src/calendar/plain-date.ts';\nimport { z } from 'zod';`],
    ['bot/compose.ts', `import { DefaultAzureCredential } from '@azure/identity';\nimport { openTables } from '../src/store/azure-tables/tables.ts';`],
    ['bot/teams/routes.ts', `import { Application } from '@microsoft/teams-ai';\nimport { decide } from '../../src/conference/decide.ts';`],
    ['bot/panel/browser/main.ts', `import type { PanelView } from '../panel-view.ts';\nimport { app } from '@microsoft/teams-js';\nimport './step.ts';`],
    ['bot/panel/routes.ts', `import type { Server } from 'restify';`],
    ['local/start.ts', `import { buildPanel } from '../tools/build-panel.ts';\nimport { fork } from 'node:child_process';`],
    ['tools/anything.ts', `import '../bot/main.ts';`],
    ['test/anything.test.ts', `import restify from 'restify';`],
  ])('lets %s through where the table says so', (path, text) => {
    expect(breach(path, text)).toBeUndefined();
  });

  it.each([
    ['the domain upwards', 'src/calendar/working-days.ts', `import { pack } from '../procedures/load-packs.ts';`],
    ['the domain to the edge', 'src/conference/decide.ts', `import { settings } from '../../bot/config.ts';`],
    ['the domain to the store’s values', 'src/conference/decide.ts', `import { StoreFault } from '../store/port.ts';`],
    ['the domain to more of the store than its port', 'src/notices/owed.ts', `import type { WakePointers } from '../store/wake-pointers.ts';`],
    ['a domain room to a package of another', 'src/people/access.ts', `import { addDays } from 'date-fns';`],
    ['date-fns without a zone beside it', 'src/calendar/plain-date.ts', `import { addDays } from 'date-fns';`],
    ['the domain to HTTP', 'src/records/letters.ts', `import { get } from 'node:https';`],
    ['a built-in by its bare name', 'src/records/letters.ts', `import { readFile } from 'fs/promises';`],
    ['the store to the domain’s values', 'src/store/conference-log.ts', `import { decide } from '../conference/decide.ts';`],
    ['Azure outside its adapter', 'src/store/conference-log.ts', `import { odata } from '@azure/data-tables';`],
    ['Azure by the edge', 'bot/jobs/dispatcher.ts', `import { TableClient } from '@azure/data-tables';`],
    ['an adapter outside the composition', 'bot/server.ts', `import { openTables } from '../src/store/azure-tables/tables.ts';`],
    ['a credential outside the composition', 'bot/graph/calendar.ts', `import { ManagedIdentityCredential } from '@azure/identity';`],
    ['a card to the store', 'cards/welcome/card.ts', `import type { Table } from '../../src/store/port.ts';`],
    ['a card to Teams', 'cards/welcome/card.ts', `import { CardFactory } from 'botbuilder';`],
    ['botbuilder outside bot/teams', 'bot/jobs/dispatcher.ts', `import type { Activity } from 'botbuilder';`],
    ['a subpath of teams-ai', 'bot/server.ts', `import x from '@microsoft/teams-ai/lib/Application';`],
    ['restify outside the server', 'bot/panel/routes.ts', `import restify from 'restify';`],
    ['jose outside panel and teams', 'bot/jobs/dispatcher.ts', `import { jwtVerify } from 'jose';`],
    ['the edge to the browser’s code', 'bot/panel/serve.ts', `import { draw } from './browser/draw.ts';`],
    ['the browser to running server code', 'bot/panel/browser/main.ts', `import { view } from '../panel-view.ts';`],
    ['the browser to running domain code', 'bot/panel/browser/main.ts', `import { longDate } from '../../../src/calendar/plain-date.ts';`],
    ['the browser to a card', 'bot/panel/browser/main.ts', `import type { Card } from '../../../cards/render.ts';`],
    ['the local Teams to the bot', 'local/start.ts', `import '../bot/main.ts';`],
    ['the local Teams to the domain, in types', 'local/tenant.ts', `import type { Pack } from '../src/procedures/pack-schema.ts';`],
    ['the local Teams to botbuilder', 'local/tenant.ts', `import type { Activity } from 'botframework-schema';`],
    ['the product to a test', 'bot/main.ts', `import { launchBrowser } from '../test/setup/chromium.ts';`],
    ['a package nobody listed', 'bot/main.ts', `import lodash from 'lodash';`],
    ['the project by its own name', 'src/people/access.ts', `import 'conference-companion/bot/main.ts';`],
  ])('refuses %s', (_what, path, text) => {
    const found = breach(path, text);
    expect(found?.file).toBe(path);
    expect(found?.line).toBe(1);
    expect(found?.because.length).toBeGreaterThan(20);
  });

  it.each([
    ['steps up and down again', `import '../people/../../bot/main.ts';`],
    ['a dot in the path', `import './.././../bot/main.ts';`],
    ['a doubled slash', `import '..//../bot/main.ts';`],
    ['an escape', `import '%2e%2e/bot/main.ts';`],
    ['an escape after a dot', `import './%2e%2e/../../bot/main.ts';`],
    ['a backslash', `import '..\\\\..\\\\bot/main.ts';`],
    ['a query', `import './person.ts?again';`],
    ['node_modules by path', `import '../../node_modules/restify/lib/index.js';`],
    ['a path out of the checkout', `import '../../../elsewhere.ts';`],
    ['an absolute path', `import '/etc/passwd';`],
    ['a file address', `import 'file:///etc/passwd';`],
    ['code in the address', `import 'data:text/javascript,1';`],
    ['an address on the web', `import 'https://example.org/x.js';`],
    ['a mapped name', `import '#bot';`],
    ['a package climbing out', `import 'zod/../restify';`],
    ['a type marked inside the braces', `import { type Table } from '../../bot/config.ts';`],
    ['a re-export', `export { settings } from '../../bot/config.ts';`],
    ['a re-export of everything', `export * from '../../bot/config.ts';`],
    ['a type inside a signature', `export type S = import('../../bot/config.ts').Settings;`],
    ['an import while running', `export const bot = () => import('../../bot/main.ts');`],
    ['a computed import', `export const load = (name: string) => import(name);`],
    ['an import pieced together', `export const bot = () => import('../../bot' + '/main.ts');`],
    ['a require', `const bot = require('../../bot/main.ts');`],
    ['a require made by hand', `import { createRequire } from 'node:module';`],
    ['an import assignment', `import bot = require('../../bot/main.ts');`],
  ])('sees through %s', (_what, text) => {
    expect(breach('src/people/access.ts', text)).toBeDefined();
  });

  it('counts a type marked inside the braces as a running import, since the file is still loaded', () => {
    expect(breach('src/conference/decide.ts', `import { type Table } from '../store/port.ts';`)?.because).toContain('only `import type`');
  });

  it('does not read imports in comments and strings', () => {
    expect(breach('src/people/access.ts', `// import '../../bot/main.ts'\nexport const words = "import 'restify'";`)).toBeUndefined();
  });

  it('names the file, the line, the import and the reason', () => {
    expect(breach('bot/panel/routes.ts', `const a = 1;\n\nimport restify from 'restify';`)).toEqual({
      file: 'bot/panel/routes.ts',
      line: 3,
      imports: 'restify',
      because: 'the panel’s server half checks tokens with jose, and takes the server it adds its routes to by its type',
    });
  });

  it('refuses a folder that is no room', () => {
    expect(breach('src/utils/text.ts', '')?.because).toContain('no room of the house');
  });

  it('says which file it cannot parse', () => {
    expect(() => importsOf('src/people/broken.ts', 'import {')).toThrow(Unparsable);
  });
});
