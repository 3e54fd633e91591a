/**
 * What Teams calls somebody in a meeting: organiser, presenter or attendee. It is shown and never required: who leads a
 * conference is settled by its booking. Roles change during a meeting, so it is asked each time and kept nowhere.
 */
import { objectIdOf, tenantOf, type PersonKey } from '../../src/people/person.ts';
import type { ChatReferences } from './chat-references.ts';
import type { ConnectorClient } from './connector-client.ts';

/** Null whenever Teams cannot say. */
export type MeetingRole = (person: PersonKey, meetingId: string) => Promise<'Organizer' | 'Presenter' | 'Attendee' | null>;

export function meetingRole(connector: ConnectorClient, chats: ChatReferences): MeetingRole {
  return async (person, meetingId) => {
    const chat = await chats.of(person);
    if (chat === undefined) return null;
    return connector.meetingRole({ serviceUrl: chat.serviceUrl, meetingId, objectId: objectIdOf(person), tenantId: tenantOf(person) });
  };
}
