import * as z from 'zod';
import { describeScope, scopeLevel, type ScopeLevel } from '../../core/arm/scope.ts';
import type { Account } from '../../core/facts/azure.ts';
import type { Fact } from '../../core/facts/fact.ts';
import { owns } from '../../core/facts/route.ts';
import { parseAskedScope, scopeForms, type AskedScope } from '../../core/questions/asked-scope.ts';
import { known, unknown } from '../fact.ts';
import { apiVersions } from '../pipeline/api-versions.ts';
import type { Session } from '../session.ts';
import { noSuch } from './candidates.ts';
import { describeAccount, describeProject, isIn, isNamedProject, same } from './matching.ts';
import { listProjects, type Inventory } from './read-inventory.ts';

/** Levels whose ids can be looked up, with the version of their interface. */
const lookUps: Partial<Record<ScopeLevel, string>> = {
  subscription: apiVersions.containers,
  'resource-group': apiVersions.containers,
  account: apiVersions.accounts,
  project: apiVersions.accounts,
};

/** The ARM id of a scope that a person named; names are looked up in the inventory. */
export async function findScope(
  session: Session,
  asked: string,
  inventory: () => Promise<Inventory>,
): Promise<Fact<string>> {
  const scope = parseAskedScope(asked);
  if (scope === null) return unknown('malformed', `${asked} is not a scope. Name ${scopeForms}.`);
  if (scope.kind === 'id') return checkId(session, scope.id);
  return scope.kind === 'name'
    ? findNamed(session, scope, await inventory())
    : findEndpoint(session, scope.url, await inventory());
}

/**
 * ARM lists what is inherited at any id, whether or not there is such a resource; so a misspelt
 * scope would look like a missing role. Only an answer that it is not there counts against it.
 */
async function checkId(session: Session, id: string): Promise<Fact<string>> {
  const version = lookUps[scopeLevel(id)];
  if (version === undefined) return known(id, 'asked');
  const url = `${session.cloud.arm.endpoint}${id}?api-version=${version}`;
  const resource = await session.ledger.fact('inventory', `the ${describeScope(id)}`, () =>
    session.clients.arm.get(url, z.object({ id: z.string() })),
  );
  if (resource.status === 'known') return { ...resource, value: id };
  return resource.reason === 'not-found' ? resource : known(id, 'asked');
}

async function findNamed(
  session: Session,
  { account: name, project }: Extract<AskedScope, { kind: 'name' }>,
  { accounts, found }: Inventory,
): Promise<Fact<string>> {
  const named = found.accounts.filter((account) => same(account.name, name));
  const [account] = named;
  if (account === undefined) {
    return accounts.status === 'unknown'
      ? accounts
      : noSuch('account', name, found.accounts.map(describeAccount));
  }
  if (named.length > 1) {
    const ids = named.map(({ id }) => id).join(', ');
    return unknown('not-read', `${named.length} accounts are called ${name}. Name one: ${ids}.`);
  }
  return project === null
    ? known(account.id, accounts.source)
    : findProject(session, account, project, { accounts, found });
}

async function findProject(
  session: Session,
  account: Account,
  project: string,
  { accounts, found }: Inventory,
): Promise<Fact<string>> {
  const inside = found.projects.filter((one) => isIn(one, account));
  const projects =
    inside.length === 0 ? await listProjects(session, account) : known(inside, accounts.source);
  if (projects.status === 'unknown') return projects;
  const match = projects.value.find((one) => same(one.name, project));
  return match === undefined
    ? noSuch('project', project, projects.value.map(describeProject))
    : known(match.id, projects.source);
}

/** An endpoint of a project, or of an account under whichever of its hosts. */
async function findEndpoint(
  session: Session,
  url: string,
  inventory: Inventory,
): Promise<Fact<string>> {
  const { accounts, found } = inventory;
  const match = found.projects.find((project) => isNamedProject(project, url));
  if (match !== undefined) return known(match.id, accounts.source);
  const account = found.accounts.find((one) => owns(one, url) || isHostOf(one, url));
  if (account !== undefined) {
    const project = /\/api\/projects\/([^/?#]+)/i.exec(url)?.[1];
    return project === undefined
      ? known(account.id, accounts.source)
      : findProject(session, account, project, inventory);
  }
  return accounts.status === 'unknown'
    ? accounts
    : noSuch('account', url, found.accounts.map(describeAccount));
}

/** ARM lists not every host of an account; all of them begin with the same name. */
function isHostOf({ endpoints }: Account, url: string): boolean {
  const nameIn = (address: string): string | undefined =>
    /([a-z0-9-]+)\.(?:openai|cognitiveservices|services\.ai)\.azure\.(?:com|us|cn)(?![\w.-])/i
      .exec(address)?.[1]
      ?.toLowerCase();
  const asked = nameIn(/^https?:\/\/[^/]+/i.exec(url)?.[0] ?? '');
  return asked !== undefined && Object.values(endpoints).some((known) => nameIn(known) === asked);
}
