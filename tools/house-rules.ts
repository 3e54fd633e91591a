/**
 * Who may import whom: the table of the architecture, as a list that can be read.
 * A file lives in the room with the longest matching path; what its room does not list, it may not import.
 */

/** Built-in modules that neither reach out of the process nor read its surroundings. */
const quiet = ['node:buffer', 'node:crypto', 'node:fs', 'node:fs/promises', 'node:path', 'node:url', 'node:util', 'node:zlib'];

export type Room = {
  /** A folder, or a single file, from the root of the checkout. */
  readonly path: string;
  /** Rooms or files it may import from; its own room is always open to it. A room within a room is a room of its own. */
  readonly values: readonly string[];
  /** Rooms, files or packages it may name in `import type` only. */
  readonly types: readonly string[];
  /** Packages, with their subpaths. */
  readonly packages: readonly string[];
  /** Built-in modules; `all` where the room is the edge or a program. */
  readonly builtIns: readonly string[] | 'all';
  /** Said when an import is refused. */
  readonly because: string;
};

const domain = ['src/calendar', 'src/people', 'src/procedures', 'src/conference', 'src/diary', 'src/notices', 'src/records'];

const theEdge = ['bot', 'bot/compose.ts', 'bot/server.ts', 'bot/teams', 'bot/mail', 'bot/panel', 'bot/graph'];

export const rooms: readonly Room[] = [
  domainRoom('src/calendar', { below: [], packages: ['@date-fns/tz', '@date-fns/utc', 'date-fns'], store: [] }),
  domainRoom('src/people', { below: ['src/calendar'], packages: [], store: [] }),
  domainRoom('src/procedures', { below: ['src/calendar', 'src/people'], packages: ['adaptive-expressions', 'zod'], store: [] }),
  domainRoom('src/conference', { below: ['src/calendar', 'src/people', 'src/procedures'], packages: ['zod'], store: ['src/store/port.ts'] }),
  domainRoom('src/diary', {
    below: ['src/calendar', 'src/people', 'src/procedures', 'src/conference'],
    packages: [],
    store: ['src/store/port.ts'],
  }),
  domainRoom('src/notices', {
    below: ['src/calendar', 'src/people', 'src/procedures', 'src/conference', 'src/diary'],
    packages: ['ical-generator'],
    store: ['src/store/port.ts'],
  }),
  domainRoom('src/records', {
    below: ['src/calendar', 'src/people', 'src/procedures', 'src/conference', 'src/diary'],
    packages: ['docx'],
    store: ['src/store/port.ts'],
  }),
  storeRoom('src/store', ['zod'], 'the store keeps rows for the domain and knows it by its types only'),
  storeRoom('src/store/azure-tables', ['@azure/core-auth', '@azure/core-rest-pipeline', '@azure/data-tables'], 'only this adapter knows Azure Tables'),
  storeRoom('src/store/memory', [], 'the twin in memory stands on the port alone'),
  {
    path: 'cards',
    values: domain,
    types: [],
    packages: ['adaptivecards-templating', 'zod'],
    builtIns: quiet,
    because: 'a card is drawn from types and derived values, and knows neither store nor Teams',
  },
  edgeRoom('bot', [], 'the edge names Teams, restify, mail and Azure in one place each'),
  edgeRoom('bot/compose.ts', ['@azure/identity'], 'bot/compose.ts is the one file that names concrete adapters', [
    'src/store/azure-tables',
    'src/store/memory',
  ]),
  edgeRoom('bot/server.ts', ['restify'], 'restify lives in bot/server.ts'),
  edgeRoom(
    'bot/teams',
    ['@microsoft/teams-ai', 'botbuilder', 'botbuilder-core', 'botframework-connector', 'botframework-schema', 'chrono-node', 'jose'],
    'botbuilder and teams-ai stay in bot/teams, so that leaving them is one folder’s work; chrono-node hints at dates in chat and nowhere else',
  ),
  edgeRoom('bot/mail', ['ical.js', 'nodemailer', 'postal-mime'], 'mail leaves through bot/mail, and what comes back is read there'),
  edgeRoom('bot/graph', [], 'Graph is spoken to over plain HTTP; the credential comes from bot/compose.ts'),
  {
    ...edgeRoom('bot/panel', ['jose'], 'the panel’s server half checks tokens with jose, and takes the server it adds its routes to by its type'),
    types: ['restify'],
  },
  {
    path: 'bot/panel/browser',
    values: [],
    types: ['bot/panel', ...domain],
    packages: ['@microsoft/teams-js'],
    builtIns: [],
    because: 'the page in the browser takes types from the server, and nothing that runs',
  },
  {
    path: 'local',
    values: ['tools/build-panel.ts', 'local/mail'],
    types: [],
    packages: ['azurite', 'esbuild', 'jose', 'zod'],
    builtIns: 'all',
    because: 'the local Teams talks HTTP to the bot, as Teams does, and shares no code with it',
  },
  {
    path: 'local/mail',
    values: ['local'],
    types: [],
    packages: ['postal-mime', 'selfsigned', 'smtp-server'],
    builtIns: 'all',
    because: 'the local mail server takes messages over SMTP, as any does, and shares no code with the bot',
  },
  {
    path: 'local/browser',
    values: ['local/ui-client.ts'],
    types: ['local'],
    packages: ['adaptivecards'],
    builtIns: [],
    because: 'the page in the browser takes types from its server, and runs nothing of it but the client of its API',
  },
];

/** Programs and tests around the product: they may import anything, and the product imports them only where listed. */
export const workrooms = ['bench', 'test', 'tools'];

type Below = { readonly below: readonly string[]; readonly packages: readonly string[]; readonly store: readonly string[] };

function domainRoom(path: string, { below, packages, store }: Below): Room {
  const because =
    'the domain imports downwards (calendar ← people ← procedures ← conference ← diary ← notices, records), few packages, and the store by the types of its port';
  return { path, values: below, types: store, packages, builtIns: quiet, because };
}

function storeRoom(path: string, packages: readonly string[], because: string): Room {
  return { path, values: path === 'src/store' ? [] : ['src/store'], types: domain, packages, builtIns: quiet, because };
}

function edgeRoom(path: string, packages: readonly string[], because: string, adapters: readonly string[] = []): Room {
  const values = [...theEdge, 'cards', ...domain, 'src/store', ...adapters];
  return { path, values, types: [], packages: ['pino', 'zod', ...packages], builtIns: 'all', because };
}
