// People of the organisation as Graph's /users gives them. Authority: Graph v1.0 "Get a user", "List users".

import { accountOf } from '../activities.ts';
import { Refusal } from '../http.ts';
import type { Graph } from './graph-routes.ts';
import type { Answer, Asked } from '../http.ts';
import type { Tenant } from '../tenant.ts';
import type { Person } from '../ui-types.ts';

const mostInFilter = 15;

export function user({ tenant }: Graph, asked: Asked): Answer {
  const person = tenant.people.find(({ oid }) => oid === asked.part('user'));
  if (!person) throw new Refusal(404, 'Request_ResourceNotFound', 'The resource does not exist.');
  return { status: 200, body: selected(tenant, person, asked) };
}

/** By ids alone, at most fifteen; one that is nobody's is left out. */
export function users({ tenant }: Graph, asked: Asked): Answer {
  const list = /^id in \(('[\w-]+'(?:, ?'[\w-]+')*)\)$/.exec(asked.query.get('$filter') ?? '')?.[1];
  const ids = list?.split(',').map((id) => id.trim().slice(1, -1));
  if (ids === undefined || ids.length > mostInFilter) throw new Refusal(400, 'Request_UnsupportedQuery', 'This filter is not known here, or has more than fifteen values.');
  return { status: 200, body: { value: tenant.people.filter(({ oid }) => ids.includes(oid)).map((person) => selected(tenant, person, asked)) } };
}

/** The address of a person's mailbox, in lower case. */
export function mailOf(tenant: Tenant, oid: string): string {
  return accountOf(tenant, oid).email;
}

function selected(tenant: Tenant, { oid, displayName, designation }: Person, asked: Asked): object {
  const mail = mailOf(tenant, oid);
  const whole = { id: oid, displayName, jobTitle: designation, mail, userPrincipalName: mail };
  const wanted = asked.query.get('$select')?.split(',');
  return wanted === undefined ? whole : Object.fromEntries(Object.entries(whole).filter(([name]) => wanted.includes(name)));
}
