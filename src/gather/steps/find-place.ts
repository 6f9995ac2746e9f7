import type { Account, Project, Subscription } from '../../core/facts/azure.ts';
import type { Fact, Unknown } from '../../core/facts/fact.ts';
import { notRead, unknown } from '../fact.ts';
import type { Session } from '../session.ts';
import { accountIdOf, parseResourceId } from '../wire/arm-id.ts';
import { chooseOne, noSuch, type Choice } from './candidates.ts';
import {
  describeAccount,
  describeProject,
  isFoundry,
  isIn,
  isNamed,
  isNamedProject,
  isUrl,
  same,
} from './matching.ts';
import { listProjects, type Inventory } from './read-inventory.ts';

/** A project to diagnose. The endpoint is there where the inventory showed it already. */
export interface ProjectPlace {
  id: string;
  endpoint: string | null;
}

/** Where the diagnosis takes place. Each part is a place, or unknown with the reason. */
export interface Place {
  accountId: Choice<string>;
  project: Choice<ProjectPlace>;
}

/** What is looked up only where the names given do not lead to the project by themselves. */
export interface PlaceSources {
  subscriptions: Promise<Fact<Subscription[]>>;
  inventory: () => Promise<Inventory>;
}

/**
 * Finds account and project from what was asked for. Full ARM ids need no inventory; everything
 * else is looked up in it, and chosen where several fit.
 */
export async function findPlace(session: Session, sources: PlaceSources): Promise<Place> {
  const { account, project } = session.asked;
  if (project !== undefined && parseResourceId(project)?.project) {
    return placeAt(accountIdOf(project), { id: project, endpoint: null });
  }
  const named = account === undefined ? null : parseResourceId(account);
  if (account !== undefined && named?.project === null) {
    if (project !== undefined && !isUrl(project)) {
      return placeAt(account, { id: `${account}/projects/${project}`, endpoint: null });
    }
    const projects = await listProjects(session, {
      ...named,
      name: named.account,
    });
    if (projects.status === 'unknown') {
      return { accountId: { status: 'chosen', value: account }, project: projects };
    }
    return {
      accountId: { status: 'chosen', value: account },
      project: await chooseProject(session, named.account, projects.value),
    };
  }
  return findInInventory(session, sources);
}

function placeAt(accountId: string, project: ProjectPlace): Place {
  return {
    accountId: { status: 'chosen', value: accountId },
    project: { status: 'chosen', value: project },
  };
}

async function findInInventory(session: Session, sources: PlaceSources): Promise<Place> {
  const [subscriptions, inventory] = await Promise.all([
    sources.subscriptions,
    sources.inventory(),
  ]);
  const account = await chooseAccount(session, subscriptions, inventory);
  if (account.status === 'no-project') {
    return { accountId: notRead('the project is not known.'), project: account.because };
  }
  if (account.status === 'unknown') {
    return { accountId: account, project: notRead('the account is not known.') };
  }
  const projects = await projectsOf(session, account.value, inventory);
  return {
    accountId: { status: 'chosen', value: account.value.id },
    project:
      projects.status === 'unknown'
        ? projects
        : await chooseProject(session, account.value.name, projects.value),
  };
}

/** The account would follow from the project, and there is no such project. */
interface NoProject {
  status: 'no-project';
  because: Unknown;
}

async function chooseAccount(
  session: Session,
  subscriptions: Fact<Subscription[]>,
  { accounts, found }: Inventory,
): Promise<Choice<Account> | NoProject> {
  if (found.accounts.length === 0 && accounts.status === 'unknown') return accounts;
  if (subscriptions.status === 'known' && subscriptions.value.length === 0) return noSubscription();
  const inSubscription = narrowToSubscription(session, subscriptions, found.accounts);
  if (inSubscription.status === 'unknown') return inSubscription;
  const foundry = inSubscription.value.filter((account) => isFoundry(account, found.projects));
  const { account: name, project } = session.asked;
  if (name !== undefined) {
    const [named] = foundry.filter((account) => isNamed(account, name));
    if (named) return { status: 'chosen', value: named };
    const other = inSubscription.value.find((account) => isNamed(account, name));
    return other === undefined
      ? noSuch('account', name, foundry.map(describeAccount))
      : unknown('not-found', notFoundry(other));
  }
  const holding =
    project === undefined
      ? foundry
      : foundry.filter((account) =>
          found.projects.some(
            (candidate) => isIn(candidate, account) && isNamedProject(candidate, project),
          ),
        );
  if (project !== undefined && holding.length === 0) {
    const because = noSuch('project', project, found.projects.map(describeProject));
    return { status: 'no-project', because };
  }
  if (holding.length === 0) return noFoundryAccount(session);
  return chooseAmong(session, subscriptions, holding);
}

/** First which subscription, then which account in it: two short lists instead of a long one. */
async function chooseAmong(
  session: Session,
  subscriptions: Fact<Subscription[]>,
  accounts: Account[],
): Promise<Choice<Account>> {
  const ids = [...new Set(accounts.map(({ subscriptionId }) => subscriptionId))];
  const names = subscriptions.status === 'known' ? subscriptions.value : [];
  const subscription = await chooseOne(
    'subscription',
    ids,
    (id) => ({
      id,
      name: names.find(({ subscriptionId }) => subscriptionId === id)?.displayName ?? id,
      detail: id,
    }),
    session.choose,
  );
  if (subscription.status === 'unknown') return subscription;
  return chooseOne(
    'account',
    accounts.filter(({ subscriptionId }) => subscriptionId === subscription.value),
    describeAccount,
    session.choose,
  );
}

function narrowToSubscription(
  session: Session,
  subscriptions: Fact<Subscription[]>,
  accounts: Account[],
): Choice<Account[]> {
  const { subscription: asked } = session.asked;
  if (asked === undefined) return { status: 'chosen', value: accounts };
  const known = subscriptions.status === 'known' ? subscriptions.value : [];
  const named = known.find(
    ({ subscriptionId, displayName }) => same(subscriptionId, asked) || same(displayName, asked),
  );
  const id = named?.subscriptionId ?? asked;
  const inside = accounts.filter(({ subscriptionId }) => same(subscriptionId, id));
  if (named === undefined && inside.length === 0) {
    return noSuch(
      'subscription',
      asked,
      known.map(({ subscriptionId, displayName }) => ({
        id: subscriptionId,
        name: displayName,
        detail: subscriptionId,
      })),
    );
  }
  return { status: 'chosen', value: inside };
}

/** The inventory's projects, or ARM's list where the inventory may have missed them. */
async function projectsOf(
  session: Session,
  account: Account,
  { accounts, found }: Inventory,
): Promise<Fact<Project[]>> {
  const inside = found.projects.filter((project) => isIn(project, account));
  return inside.length === 0 || accounts.status === 'unknown'
    ? listProjects(session, account)
    : { ...accounts, value: inside };
}

async function chooseProject(
  session: Session,
  account: string,
  projects: Project[],
): Promise<Choice<ProjectPlace>> {
  const { project: asked } = session.asked;
  if (asked !== undefined) {
    const named = projects.find((project) => isNamedProject(project, asked));
    return named
      ? { status: 'chosen', value: named }
      : noSuch('project', asked, projects.map(describeProject));
  }
  if (projects.length === 0) {
    return unknown(
      'not-found',
      `The account ${account} has no project that you can see. Agents live in projects: create one, or ask for Reader on the account.`,
    );
  }
  return chooseOne('project', projects, describeProject, session.choose);
}

function noSubscription(): Unknown {
  return unknown(
    'not-found',
    'You are signed in, but see no subscription. Sign in to the tenant that holds the agent (`az login --tenant TENANT`), or ask for Reader on its subscription.',
  );
}

function noFoundryAccount({ asked }: Session): Unknown {
  const where =
    asked.subscription === undefined ? '' : ` in the subscription ${asked.subscription}`;
  return unknown(
    'not-found',
    `You see no Foundry account${where}, that is, none of kind AIServices that takes projects. Ask for Reader on it, or sign in to the tenant that holds it.`,
  );
}

function notFoundry({ name, kind }: Account): string {
  return `The account ${name} is of kind ${kind} and takes no Foundry projects, so no agent lives in it. Name the agent’s own account with --account; an account that it calls goes with --target-account.`;
}
