/**
 * What the schema of the Teams manifest does not say: that the parts of the app package agree with each other and
 * with this project. Pure: texts and pictures in, sentences about faults out.
 */
import { z } from 'zod';

/** Permissions of the app inside one meeting, each justified in `docs/app-permissions.md`; no other may be asked for. */
export const meetingPermissions = ['OnlineMeeting.ReadBasic.Chat', 'OnlineMeetingParticipant.Read.Chat'];

/** What the bot understands when it is sent from the command menu. */
export const commands = ['help', 'book an initial conference', 'my conferences'];

/** Most characters a translated text may have; Microsoft's schema of these files cannot be read by a validator in use. */
const longest: Readonly<Record<string, number>> = { 'name.short': 30, 'name.full': 100, 'description.short': 80, 'description.full': 4000 };
const longestMenuText = 128;

const Command = z.object({ title: z.string(), description: z.string() });
const Tab = z.object({ name: z.string().optional(), contentUrl: z.url({ protocol: /^https$/ }).optional(), scopes: z.array(z.string()), context: z.array(z.string()).optional() });

const Manifest = z.object({
  version: z.string(),
  name: z.object({ short: z.string(), full: z.string() }),
  description: z.object({ short: z.string(), full: z.string() }),
  localizationInfo: z.object({ additionalLanguages: z.array(z.object({ languageTag: z.string(), file: z.string() })) }),
  bots: z.tuple([z.object({ botId: z.string(), scopes: z.array(z.string()), commandLists: z.array(z.object({ scopes: z.array(z.string()), commands: z.array(Command) })) })]),
  staticTabs: z.array(Tab),
  validDomains: z.array(z.string()),
  webApplicationInfo: z.object({ id: z.string(), resource: z.string() }),
  authorization: z.object({ permissions: z.object({ resourceSpecific: z.array(z.object({ name: z.string() })) }) }),
});

type Manifest = z.infer<typeof Manifest>;

/** The parts of a package, with its placeholders filled in; `languages` by file name. */
export type AppPackage = {
  readonly manifest: unknown;
  readonly languages: Readonly<Record<string, unknown>>;
  readonly color: Uint8Array;
  readonly outline: Uint8Array;
  /** The project's own version, which the manifest's must match. */
  readonly version: string;
};

/** Everything wrong with the package, a sentence each; empty when it may be handed in. */
export function faultsIn({ manifest, languages, color, outline, version }: AppPackage): string[] {
  const unset = leftOverPlaceholders({ 'manifest.json': manifest, ...languages });
  if (unset.length > 0) return unset;
  const parsed = Manifest.safeParse(manifest);
  if (!parsed.success) return parsed.error.issues.map(({ path, message }) => `manifest.json ${path.join('.')}: ${message}`);
  return [
    ...(parsed.data.version === version ? [] : [`manifest.json has version ${parsed.data.version}, the project ${version}`]),
    ...commandFaults(parsed.data),
    ...domainFaults(parsed.data),
    ...meetingFaults(parsed.data),
    ...languageFaults(parsed.data, languages),
    ...iconFaults('color.png', color, 192),
    ...iconFaults('outline.png', outline, 32),
  ];
}

/** A placeholder nobody filled makes nonsense of every other check. */
function leftOverPlaceholders(files: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(files).flatMap(([file, content]) => {
    const names = [...JSON.stringify(content).matchAll(/\$\{\{(\w*)\}\}/g)].map(([, name]) => name);
    return [...new Set(names)].map((name) => `${name} is not set, and ${file} needs it`);
  });
}

function commandFaults({ bots: [bot] }: Manifest): string[] {
  return bot.commandLists.flatMap(({ scopes, commands: listed }) => {
    const titles = listed.map(({ title }) => title);
    const where = `the commands for ${scopes.join(', ')}`;
    return [
      ...(titles.includes('help') ? [] : [`${where} lack help`]),
      ...titles.filter((title, at) => titles.indexOf(title) !== at).map((title) => `${where} name "${title}" twice`),
      ...titles.filter((title) => !commands.includes(title)).map((title) => `${where} name "${title}", which the bot does not know`),
    ];
  });
}

function domainFaults({ validDomains, staticTabs, bots: [bot], webApplicationInfo }: Manifest): string[] {
  const hosts = staticTabs.flatMap(({ contentUrl }) => (contentUrl === undefined ? [] : [new URL(contentUrl).host]));
  const single = validDomains[0] ?? '';
  const resource = `api://${single}/botid-${bot.botId}`;
  return [
    ...validDomains.filter((domain) => domain.includes('*')).map((domain) => `validDomains has the wildcard ${domain}`),
    ...[...new Set(hosts)].filter((host) => !validDomains.includes(host)).map((host) => `validDomains lacks ${host}, which a tab opens`),
    ...validDomains.filter((domain) => !hosts.includes(domain)).map((domain) => `validDomains has ${domain}, which no tab opens`),
    ...(webApplicationInfo.id === bot.botId && webApplicationInfo.resource === resource ? [] : [`webApplicationInfo must be the bot's id with ${resource}`]),
  ];
}

function meetingFaults({ staticTabs, bots: [bot], authorization }: Manifest): string[] {
  const meetingTab = ['meetingChatTab', 'meetingDetailsTab', 'meetingSidePanel'];
  const inMeetings = staticTabs.filter(({ scopes }) => scopes.includes('groupChat'));
  return [
    ...['personal', 'team', 'groupChat'].filter((scope) => !bot.scopes.includes(scope)).map((scope) => `the bot lacks the scope ${scope}`),
    ...(inMeetings.length === 1 ? [] : ['there must be one tab for meetings']),
    ...inMeetings
      .filter(({ context = [] }) => context.toSorted().join() !== meetingTab.join())
      .map(() => `the meeting tab must open in ${meetingTab.join(', ')} and nowhere else`),
    ...authorization.permissions.resourceSpecific
      .filter(({ name }) => !meetingPermissions.includes(name))
      .map(({ name }) => `the permission ${name} is not among those justified in docs/app-permissions.md`),
  ];
}

/** Every text a reader sees must be in every language, and nothing else; command titles are what the bot is sent, so they stay as they are. */
function languageFaults(manifest: Manifest, languages: Readonly<Record<string, unknown>>): string[] {
  const texts = textsOf(manifest);
  return manifest.localizationInfo.additionalLanguages.flatMap(({ file }) => {
    const language = z.record(z.string(), z.string()).safeParse(languages[file]);
    if (!language.success) return [`${file} is missing or no list of texts`];
    const keys = Object.keys(language.data).filter((key) => key !== '$schema');
    return [
      ...Object.keys(texts).filter((key) => !keys.includes(key)).map((key) => `${file} lacks ${key}`),
      ...keys.filter((key) => texts[key] === undefined).map((key) => `${file} has ${key}, which the manifest has not`),
      ...keys.filter((key) => key.endsWith('.title') && language.data[key] !== texts[key]).map((key) => `${file} changes ${key}, which is sent to the bot as it stands`),
      ...keys.filter((key) => (language.data[key]?.length ?? 0) > (longest[key] ?? longestMenuText)).map((key) => `${file} has too long a ${key}`),
      ...keys.filter((key) => language.data[key]?.trim() === '').map((key) => `${file} leaves ${key} empty`),
    ];
  });
}

function textsOf({ name, description, bots: [bot], staticTabs }: Manifest): Record<string, string> {
  const menu = bot.commandLists.flatMap(({ commands: listed }, list) =>
    listed.flatMap(({ title, description: words }, at) => [
      [`bots[0].commandLists[${list}].commands[${at}].title`, title],
      [`bots[0].commandLists[${list}].commands[${at}].description`, words],
    ]),
  );
  const tabs = staticTabs.flatMap((tab, at) => (tab.name === undefined ? [] : [[`staticTabs[${at}].name`, tab.name]]));
  return {
    'name.short': name.short,
    'name.full': name.full,
    'description.short': description.short,
    'description.full': description.full,
    ...(Object.fromEntries([...menu, ...tabs]) as Record<string, string>),
  };
}

function iconFaults(file: string, picture: Uint8Array, size: number): string[] {
  const bytes = Buffer.from(picture);
  const isPng = bytes.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n' && bytes.subarray(12, 16).toString('latin1') === 'IHDR';
  if (!isPng) return [`${file} is no PNG`];
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  return width === size && height === size ? [] : [`${file} is ${width} × ${height}, not ${size} × ${size}`];
}
