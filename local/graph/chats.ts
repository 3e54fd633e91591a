// The companion put into a meeting's chat. Authority: Graph v1.0 "Add app to chat", with resource-specific consent.

import { z } from 'zod';
import { bodyOf } from './asked-of-graph.ts';
import { Refusal } from '../http.ts';
import type { Graph } from './graph-routes.ts';
import type { Answer, Asked } from '../http.ts';

/** What the app's manifest asks for in a chat: Graph adds the app only where all of it is agreed to with it. */
const asksFor = ['OnlineMeeting.ReadBasic.Chat', 'OnlineMeetingParticipant.Read.Chat'];
const permission = z.object({ permissionValue: z.string(), permissionType: z.enum(['application', 'delegated']) });
const adding = z.object({
  'teamsApp@odata.bind': z.string(),
  consentedPermissionSet: z.object({ resourceSpecificPermissions: z.array(permission) }).optional(),
});

/** Here the companion's id in the app catalogue is the bot's own. */
export async function addApp({ tenant, line }: Graph, asked: Asked): Promise<Answer> {
  const { 'teamsApp@odata.bind': app, consentedPermissionSet } = await bodyOf(asked, adding);
  const chat = tenant.thread(asked.part('chat'));
  if (chat.kind !== 'meeting') throw new Refusal(404, 'NotFound', 'That is not a chat.');
  if (app !== `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${tenant.settings.botId}`) throw new Refusal(404, 'NotFound', 'The app is not in the catalogue.');
  if (tenant.isInstalled(chat)) throw new Refusal(409, 'Conflict', 'The app is in this chat already.');
  const agreed = consentedPermissionSet?.resourceSpecificPermissions.map(({ permissionValue }) => permissionValue) ?? [];
  if (agreed.toSorted().join() !== asksFor.join()) throw new Refusal(403, 'Forbidden', 'What is agreed to is not what the app asks for.');
  tenant.install(tenant.installPlace(chat));
  // The bot waits for this answer; that it is in the chat it hears beside it.
  void line.announce();
  return { status: 201 };
}
