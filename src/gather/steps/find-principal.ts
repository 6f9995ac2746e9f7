import type { Caller } from '../../core/facts/diagnosis-facts.ts';
import type { Fact } from '../../core/facts/fact.ts';
import type { GrantablePrincipalType } from '../../core/facts/azure.ts';
import type { NamedPrincipal } from '../../core/questions/access-question-facts.ts';
import { known, mapFact, unknown } from '../fact.ts';
import { listAll } from '../pipeline/list-all.ts';
import type { Session } from '../session.ts';
import { parseRoleAssignment } from '../wire/authorization.ts';
import { DirectoryAnswer, principalTypeOf, type DirectoryWire } from '../wire/directory.ts';
import { findAgentIdentity } from './find-agent-identity.ts';
import type { Inventory } from './read-inventory.ts';

/** What a principal is looked up in, beside the directory. */
export interface PrincipalSources {
  caller: Caller;
  /** An agent's project, and the rows that tell what Graph would not. */
  scope: Promise<Fact<string>>;
  inventory: () => Promise<Inventory>;
}

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const collections = ['users', 'servicePrincipals', 'groups'] as const;

/**
 * The principal that a person named: `me`, `agent:…`, an object or client id, a UPN or mail address,
 * or a display name. A name that several have is unknown, with all of them in the sentence.
 */
export function findPrincipal(
  session: Session,
  asked: string,
  sources: PrincipalSources,
): Promise<Fact<NamedPrincipal>> {
  const name = asked.trim();
  if (name.toLowerCase() === 'me') return Promise.resolve(findCaller(sources.caller));
  if (/^agent:/i.test(name)) return findAgentIdentity(session, name, sources);
  if (guid.test(name)) return findById(session, name.toLowerCase(), sources.scope);
  return name.includes('@') ? findUser(session, name) : findByName(session, name);
}

function findCaller({ objectId, name, kind }: Caller): Fact<NamedPrincipal> {
  const type = kind === 'user' ? 'User' : 'ServicePrincipal';
  return known({ id: objectId, displayName: name, type }, 'sign-in');
}

/** By object id, else by client id; without Graph, by what the role assignments say of the id. */
async function findById(
  session: Session,
  id: string,
  scope: Promise<Fact<string>>,
): Promise<Fact<NamedPrincipal>> {
  const { graph } = session.clients;
  const objects = await session.ledger.fact('names', `the principal ${id}`, () =>
    graph.post(
      `${session.cloud.graph.endpoint}/v1.0/directoryObjects/getByIds`,
      { ids: [id], types: ['servicePrincipal', 'user', 'group'] },
      DirectoryAnswer,
    ),
  );
  const [object] = objects.status === 'known' ? objects.value.value : [];
  if (object !== undefined) return known(toPrincipal(object, id), objects.source);
  const byClient =
    objects.status === 'known'
      ? await list(session, 'servicePrincipals', `appId eq '${id}'`)
      : objects;
  const [client] = byClient.status === 'known' ? byClient.value : [];
  if (client !== undefined) return known(toPrincipal(client, id), byClient.source);
  const type = await typeInAssignments(session, id, await scope);
  if (type !== null) return known({ id, displayName: id, type }, 'access');
  return objects.status === 'known'
    ? unknown(
        'not-found',
        `Graph shows no ${id}, neither as object id nor as client id, and no role assignment names it: it was deleted, or you may not see it.`,
        objects.source,
      )
    : known({ id, displayName: id, type: 'ServicePrincipal' }, 'asked');
}

/** Rows keep the type of their principal, even where it was deleted; null where there is no row. */
export async function typeInAssignments(
  session: Session,
  id: string,
  scope: Fact<string>,
): Promise<GrantablePrincipalType | null> {
  if (scope.status === 'unknown') return null;
  const rows = await session.ledger.fact('names', `the type of ${id}`, () =>
    listAll(
      (options) =>
        session.clients.authorization.roleAssignments.listForScope(scope.value.replace(/^\//, ''), {
          ...options,
          filter: `principalId eq '${id}'`,
        }),
      parseRoleAssignment,
    ),
  );
  const [row] = rows.status === 'known' ? rows.value : [];
  if (row === undefined) return null;
  return row.principalType === 'User' || row.principalType === 'Group'
    ? row.principalType
    : 'ServicePrincipal';
}

/** By UPN or, since it is often another, by mail address. */
async function findUser(session: Session, name: string): Promise<Fact<NamedPrincipal>> {
  const value = quote(name);
  const users = await list(session, 'users', `userPrincipalName eq ${value} or mail eq ${value}`);
  return onlyOne(name, users);
}

async function findByName(session: Session, name: string): Promise<Fact<NamedPrincipal>> {
  const lists = await Promise.all(
    collections.map((collection) => list(session, collection, `displayName eq ${quote(name)}`)),
  );
  const found = lists.flatMap((one) => (one.status === 'known' ? one.value : []));
  const missing = lists.find((one) => one.status === 'unknown');
  // A namesake may stand in the list that was not readable, so even one hit would be a guess.
  if (missing?.status === 'unknown') {
    return unknown(
      missing.reason,
      `${name} could not be looked up by its name; give its object id instead. ${missing.detail}`,
      missing.source,
    );
  }
  return onlyOne(name, known(found, lists[0]?.source ?? 'names'));
}

function onlyOne(name: string, objects: Fact<DirectoryWire[]>): Fact<NamedPrincipal> {
  if (objects.status === 'unknown') return objects;
  const [only, ...others] = objects.value;
  if (only === undefined) {
    return unknown(
      'not-found',
      `The directory shows no user, application, identity or group ${name}.`,
      objects.source,
    );
  }
  if (others.length === 0) return mapFact(objects, () => toPrincipal(only, name));
  const all = objects.value.map((object) => `${principalTypeOf(object)} ${object.id}`).join(', ');
  return unknown(
    'not-read',
    `${objects.value.length} principals are called ${name}: ${all}. Name one by its object id.`,
    objects.source,
  );
}

function list(
  session: Session,
  collection: (typeof collections)[number],
  filter: string,
): Promise<Fact<DirectoryWire[]>> {
  const { clients, cloud, ledger } = session;
  const query = `$select=id,displayName&$filter=${encodeURIComponent(filter)}`;
  return ledger.fact('names', `the ${collection} of that name`, async () => {
    const url = `${cloud.graph.endpoint}/v1.0/${collection}?${query}`;
    const { value } = await clients.graph.get(url, DirectoryAnswer);
    // A list of one type leaves the type of its items out.
    return value.map((object) => ({
      ...object,
      '@odata.type': object['@odata.type'] ?? odataTypes[collection],
    }));
  });
}

const odataTypes: Record<(typeof collections)[number], string> = {
  users: '#microsoft.graph.user',
  servicePrincipals: '#microsoft.graph.servicePrincipal',
  groups: '#microsoft.graph.group',
};

function toPrincipal(object: DirectoryWire, asked: string): NamedPrincipal {
  return {
    id: object.id,
    displayName: object.displayName ?? asked,
    type: principalTypeOf(object),
  };
}

/** OData doubles the quotes inside a string. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
