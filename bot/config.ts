/**
 * Reads the environment into a typed configuration, and refuses to start on any knowable mistake.
 * Every fault is reported at once, each with the variable it is about and never with the variable's value.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { isFictionalTelephone } from '../src/procedures/fictional-telephone.ts';

/** How the bot proves itself to Teams. New multi-tenant bots can no longer be made, so there is no third kind. */
export type BotIdentity =
  | { readonly type: 'SingleTenant'; readonly id: string; readonly tenantId: string; readonly password: string }
  | { readonly type: 'UserAssignedMsi'; readonly id: string; readonly tenantId: string };

export type TablesPlace = { readonly kind: 'connectionString'; readonly connectionString: string } | { readonly kind: 'account'; readonly url: string };

/** Outlook, Teams meetings and the directory. `teamsAppId` is the companion's id in the organisation's app catalogue. */
export type GraphPlace = { readonly kind: 'off' } | { readonly kind: 'on'; readonly baseUrl: string; readonly teamsAppId: string };

/** Secure e-mail over SMTP, always encrypted. `from` is the office's own mailbox, `reads` whether what comes back to it is read there; `certificatesFile` is believed beside the usual certificates. */
export type MailPlace =
  | { readonly kind: 'off' }
  | { readonly kind: 'on'; readonly host: string; readonly port: number; readonly user: { readonly name: string; readonly password: string } | null; readonly from: string; readonly certificatesFile: string | null; readonly reads: boolean };

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

type Common = {
  readonly port: number;
  /** The folder for what belongs to this machine alone. */
  readonly dataFolder: string;
  readonly bot: BotIdentity;
  /** The public host name of this bot, without a scheme. */
  readonly domain: string;
  readonly tables: TablesPlace;
  readonly masterKeyFile: string;
  readonly authorityFile: string;
  /** In place of the pack's number; production must set it, because a pack may carry a fictional one. */
  readonly outOfHoursTelephone: string | undefined;
  /** The Entra application that people sign in to for the panel: the bot's own, or another beside a managed identity. */
  readonly panelAppId: string;
  readonly graph: GraphPlace;
  readonly mail: MailPlace;
  readonly logLevel: LogLevel;
};

/** Only the local composition knows a local Teams, and with it a civil clock that can be moved. */
export type Config =
  | (Common & { readonly environment: 'production' })
  | (Common & { readonly environment: 'local'; readonly localTeamsUrl: string });

export type Environment = Readonly<Record<string, string | undefined>>;

export type ConfigFault = { readonly variable: string; readonly problem: string };

/** The settings cannot be used. `faults` holds all of them; no value of a setting is repeated. */
export class UnusableConfig extends Error {
  readonly faults: readonly ConfigFault[];
  constructor(faults: readonly ConfigFault[]) {
    super(`The settings cannot be used:\n${faults.map((fault) => `  ${fault.variable} ${fault.problem}`).join('\n')}`);
    this.name = 'UnusableConfig';
    this.faults = faults;
  }
}

const guid = z.guid('must be a GUID').transform((text) => text.toLowerCase());
const port = z.string().regex(/^\d{1,5}$/, 'must be a whole number').transform(Number).refine((number) => number <= 65_535, 'must be at most 65535');
const hostName = z.string().regex(/^[a-z0-9.-]+(:\d{1,5})?$/i, 'must be a host name without a scheme or a path').transform((text) => text.toLowerCase());
const mailHost = z.string().regex(/^[a-z0-9.-]+$/i, 'must be a host name without a scheme, a port or a path');
const telephone = z.string().regex(/^\+?[\d ()-]{3,24}$/, 'must be a telephone number');
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** Azurite's account and the start of its key, printed in every copy of its manual. */
const AZURITE_MARKS = [/UseDevelopmentStorage\s*=\s*true/i, /devstoreaccount1/i, /Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1/];
const LOOPBACK_HOSTS = ['127.0.0.1', 'localhost', '[::1]'];
const SHORTEST_SECRET = 16;
/** Submission with STARTTLS (RFC 6409). */
const USUAL_SMTP_PORT = 587;
/** The one Graph there is; the local Teams has one of its own, and no setting leads to a third. */
const GRAPH = 'https://graph.microsoft.com/v1.0';

/**
 * Reads and judges all the settings.
 * @throws UnusableConfig naming every fault
 */
export function readConfig(environment: Environment): Config {
  const reading = new Reading(environment);
  const kind = reading.required('COMPANION_ENVIRONMENT', z.enum(['local', 'production'], 'must be local or production'));
  const local = kind === 'local';
  const dataFolder = reading.optional('COMPANION_DATA', z.string(), '.companion');
  const common = {
    port: reading.optional('PORT', port, 3978),
    dataFolder,
    bot: readBot(reading, local),
    domain: local ? reading.optional('BOT_DOMAIN', hostName, 'localhost') : reading.required('BOT_DOMAIN', hostName),
    tables: readTables(reading),
    masterKeyFile: local ? reading.optional('MASTER_KEY_FILE', z.string(), join(dataFolder, 'master.key')) : reading.required('MASTER_KEY_FILE', z.string()),
    authorityFile: local ? reading.optional('AUTHORITY_FILE', z.string(), join('local', 'authority.json')) : reading.required('AUTHORITY_FILE', z.string()),
    outOfHoursTelephone: local ? reading.optional('OUT_OF_HOURS_TELEPHONE', telephone, undefined) : reading.required('OUT_OF_HOURS_TELEPHONE', telephone),
    panelAppId: readPanelAppId(reading, local),
    logLevel: reading.optional('LOG_LEVEL', z.enum(levels, `must be one of ${levels.join(', ')}`), 'info'),
  };
  const localTeamsUrl = local ? reading.required('LOCAL_TEAMS_URL', z.url({ protocol: /^http$/, error: 'must be an http address' })) : undefined;
  if (kind === 'production') judgeProduction(reading, common);
  if (localTeamsUrl !== undefined) judgeLocal(reading, localTeamsUrl, common.bot);
  const teamsOrigin = localTeamsUrl === undefined ? undefined : new URL(localTeamsUrl).origin;
  const graph = readGraph(reading, teamsOrigin, common.bot);
  const mail = readMail(reading, graph);
  reading.refuseFaults();
  const settled = { ...common, graph, mail } as Common;
  return teamsOrigin === undefined ? { environment: 'production', ...settled } : { environment: 'local', ...settled, localTeamsUrl: teamsOrigin };
}

type Unjudged = { [Key in keyof Omit<Common, 'graph' | 'mail'>]: Common[Key] | undefined };

function readBot(reading: Reading, local: boolean): BotIdentity | undefined {
  const types = z.enum(['SingleTenant', 'UserAssignedMsi'], 'must be SingleTenant or UserAssignedMsi');
  const type = local ? reading.optional('BOT_TYPE', types, 'SingleTenant') : reading.required('BOT_TYPE', types);
  const id = reading.required('BOT_ID', guid);
  const tenantId = reading.required('BOT_TENANT_ID', guid);
  if (type === 'UserAssignedMsi') {
    if (reading.given('BOT_PASSWORD')) reading.fault('BOT_PASSWORD', 'must not be set for a managed identity, which has no password');
    return id && tenantId ? { type, id, tenantId } : undefined;
  }
  const password = reading.required('BOT_PASSWORD', z.string());
  return type && id && tenantId && password ? { type, id, tenantId, password } : undefined;
}

/** A managed identity is no application that anybody can sign in to, so the panel needs one of its own beside it. */
function readPanelAppId(reading: Reading, local: boolean): string | undefined {
  if (!local && reading.given('BOT_TYPE') === 'UserAssignedMsi') return reading.required('PANEL_APP_ID', guid);
  return reading.optional('PANEL_APP_ID', guid, reading.given('BOT_ID')?.toLowerCase());
}

/** In production it is switched on by naming the app that was published; the local Teams' Graph is there unless switched off. */
function readGraph(reading: Reading, teamsOrigin: string | undefined, bot: BotIdentity | undefined): GraphPlace {
  const named = reading.optional('GRAPH_APP_ID', guid, undefined);
  const usual = teamsOrigin !== undefined || named !== undefined ? 'on' : 'off';
  if (reading.optional('GRAPH', z.enum(['on', 'off'], 'must be on or off'), usual) === 'off') return { kind: 'off' };
  if (teamsOrigin !== undefined) return { kind: 'on', baseUrl: `${teamsOrigin}/graph/v1.0`, teamsAppId: bot?.id ?? '' };
  if (named === undefined && reading.given('GRAPH_APP_ID') === undefined) reading.fault('GRAPH_APP_ID', 'must be set where GRAPH is on');
  return { kind: 'on', baseUrl: GRAPH, teamsAppId: named ?? '' };
}

/** Switched on by naming the server; without it, whoever is not in Teams is named to the social worker. */
function readMail(reading: Reading, graph: GraphPlace): MailPlace {
  const host = reading.optional('SMTP_HOST', mailHost, undefined);
  const others = ['SMTP_PORT', 'SMTP_USER', 'SMTP_PASSWORD', 'SMTP_CA_FILE', 'MAIL_FROM', 'MAIL_REPLIES'].filter((variable) => reading.given(variable) !== undefined);
  if (reading.given('SMTP_HOST') === undefined) {
    for (const variable of others) reading.fault(variable, 'is of no use without SMTP_HOST');
    return { kind: 'off' };
  }
  const [name, password] = [reading.given('SMTP_USER'), reading.given('SMTP_PASSWORD')];
  if ((name === undefined) !== (password === undefined)) reading.fault(name === undefined ? 'SMTP_USER' : 'SMTP_PASSWORD', 'must be set where the other of the two is');
  const smtpPort = reading.optional('SMTP_PORT', port, USUAL_SMTP_PORT);
  const from = reading.required('MAIL_FROM', z.email('must be an e-mail address'));
  const user = name === undefined || password === undefined ? null : { name, password };
  const reads = reading.optional('MAIL_REPLIES', z.enum(['on', 'off'], 'must be on or off'), 'off') === 'on';
  if (reads && graph.kind === 'off') reading.fault('MAIL_REPLIES', 'needs Graph, through which the mailbox is read');
  return { kind: 'on', reads, host: host ?? '', port: smtpPort, user, from: from ?? '', certificatesFile: reading.given('SMTP_CA_FILE') ?? null };
}

function readTables(reading: Reading): TablesPlace | undefined {
  const connectionString = reading.optional('TABLES_CONNECTION_STRING', z.string(), undefined);
  const url = reading.optional('TABLES_ACCOUNT_URL', z.url('must be an address'), undefined);
  if (connectionString !== undefined && url !== undefined) reading.fault('TABLES_ACCOUNT_URL', 'must not be set beside TABLES_CONNECTION_STRING');
  if (connectionString !== undefined) return { kind: 'connectionString', connectionString };
  if (url !== undefined) return { kind: 'account', url };
  if (!reading.given('TABLES_ACCOUNT_URL')) reading.fault('TABLES_CONNECTION_STRING', 'or TABLES_ACCOUNT_URL must be set');
  return undefined;
}

/** What is fine on one's own machine and must never reach real families. */
function judgeProduction(reading: Reading, config: Unjudged): void {
  const { bot, domain, tables, outOfHoursTelephone } = config;
  if (reading.given('LOCAL_TEAMS_URL')) reading.fault('LOCAL_TEAMS_URL', 'must not be set in production: the local Teams and its movable clock are for one machine only');
  if (bot?.type === 'SingleTenant' && bot.password.length < SHORTEST_SECRET) reading.fault('BOT_PASSWORD', `must have at least ${SHORTEST_SECRET} characters in production`);
  if (domain !== undefined && isPrivateHost(domain)) reading.fault('BOT_DOMAIN', 'must be a public host name in production, reached over https');
  if (tables?.kind === 'account' && new URL(tables.url).protocol !== 'https:') reading.fault('TABLES_ACCOUNT_URL', 'must be an https address in production');
  if (tables?.kind === 'connectionString') judgeConnectionString(reading, tables.connectionString);
  if (outOfHoursTelephone !== undefined && isFictionalTelephone(outOfHoursTelephone)) reading.fault('OUT_OF_HOURS_TELEPHONE', 'is a number reserved for drama: in production it must be the real one');
}

function judgeConnectionString(reading: Reading, text: string): void {
  if (AZURITE_MARKS.some((mark) => mark.test(text))) reading.fault('TABLES_CONNECTION_STRING', 'names the storage emulator or its well-known key, which production refuses');
  else if (/=\s*http:/i.test(text) || /DefaultEndpointsProtocol\s*=\s*http\s*(;|$)/i.test(text)) reading.fault('TABLES_CONNECTION_STRING', 'must use https in production');
}

function judgeLocal(reading: Reading, localTeamsUrl: string, bot: BotIdentity | undefined): void {
  if (!LOOPBACK_HOSTS.includes(new URL(localTeamsUrl).hostname)) reading.fault('LOCAL_TEAMS_URL', 'must be on this machine (127.0.0.1, localhost or [::1])');
  if (bot?.type === 'UserAssignedMsi') reading.fault('BOT_TYPE', 'must be SingleTenant locally: there is no managed identity on this machine');
}

function isPrivateHost(domain: string): boolean {
  const host = domain.replace(/:\d+$/, '');
  return !host.includes('.') || /^[\d.]+$/.test(host) || host.endsWith('.localhost') || host.endsWith('.local');
}

/** Walks the variables and gathers faults instead of stopping at the first. An empty value counts as not set. */
class Reading {
  readonly #environment: Environment;
  readonly #faults: ConfigFault[] = [];

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  given(variable: string): string | undefined {
    const text = this.#environment[variable]?.trim();
    return text === '' ? undefined : text;
  }

  fault(variable: string, problem: string): void {
    this.#faults.push({ variable, problem });
  }

  required<Value>(variable: string, schema: z.ZodType<Value>): Value | undefined {
    if (this.given(variable) === undefined) this.fault(variable, 'must be set');
    return this.optional(variable, schema, undefined);
  }

  optional<Value>(variable: string, schema: z.ZodType<Value>, otherwise: Value): Value;
  optional<Value>(variable: string, schema: z.ZodType<Value>, otherwise: Value | undefined): Value | undefined;
  optional<Value>(variable: string, schema: z.ZodType<Value>, otherwise: Value | undefined): Value | undefined {
    const text = this.given(variable);
    if (text === undefined) return otherwise;
    const parsed = schema.safeParse(text);
    if (parsed.success) return parsed.data;
    this.fault(variable, parsed.error.issues[0]?.message ?? 'cannot be read');
    return otherwise;
  }

  refuseFaults(): void {
    if (this.#faults.length > 0) throw new UnusableConfig(this.#faults);
  }
}
