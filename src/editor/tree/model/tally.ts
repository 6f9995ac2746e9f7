import { worstLevel, type CoverageMark, type MarkLevel } from '../../../core/inventory/coverage.ts';
import type { AssessedIdentity, Assessor } from './assessment.ts';
import {
  agentsOf,
  failureOf,
  foundryAccounts,
  isUnderWay,
  knownSoFar,
  missingAgents,
  projectsOf,
  readingOf,
  type TenantInventory,
} from './inventory-state.ts';
import { resourceNodeId, subscriptionNodeId } from './node-ids.ts';

/** How many identities there are in a branch, by what they ask of a person. */
export interface Tally {
  problems: number;
  open: number;
  /** Judged ones, those of the other two kinds included. */
  identities: number;
  /** Reads that failed, whose branch may hide anything. */
  unread: number;
  /** Whether something is still to come that may change the counts. */
  pending: boolean;
}

/** The tallies of all branches above agents, by node id, and of everything. */
export interface Tallies {
  byNode: ReadonlyMap<string, Tally>;
  total: Tally;
}

export const noTally: Tally = { problems: 0, open: 0, identities: 0, unread: 0, pending: false };

export const noTallies: Tallies = { byNode: new Map(), total: { ...noTally, pending: true } };

export function add(a: Tally, b: Tally): Tally {
  return {
    problems: a.problems + b.problems,
    open: a.open + b.open,
    identities: a.identities + b.identities,
    unread: a.unread + b.unread,
    pending: a.pending || b.pending,
  };
}

export function tallyOf(assessed: Pick<AssessedIdentity, 'marks'>[]): Tally {
  const levels = assessed.flatMap(({ marks }) => (marks === null ? [] : [worstLevel(marks)]));
  const count = (level: MarkLevel): number => levels.filter((one) => one === level).length;
  return {
    problems: count('problem'),
    open: count('open'),
    identities: levels.length,
    unread: 0,
    pending: levels.length < assessed.length,
  };
}

/** The mark that asks the most of a person, the first of them where several do. */
export function worstMark(marks: CoverageMark[]): CoverageMark | undefined {
  const level = worstLevel(marks);
  return marks.find((mark) => mark.level === level);
}

/**
 * Counts every branch. It is a generator so that its caller can let go of the processor between two
 * agents: a company has tens of thousands of them. Each `yield` gives nothing.
 */
export function* tallyAll(
  tenants: TenantInventory[],
  assessor: Assessor,
): Generator<undefined, Tallies> {
  const byNode = new Map<string, Tally>();
  let total = noTally;
  for (const tenant of tenants) {
    const counted = yield* tallyTenant(tenant, assessor, byNode);
    byNode.set(tenant.key, counted);
    total = add(total, counted);
  }
  return { byNode, total };
}

function* tallyTenant(
  tenant: TenantInventory,
  assessor: Assessor,
  byNode: Map<string, Tally>,
): Generator<undefined, Tally> {
  const pending = isUnderWay(tenant.subscriptions) || isUnderWay(tenant.resources);
  const failures = [failureOf(tenant.subscriptions), failureOf(tenant.resources)];
  let total: Tally = { ...noTally, pending, unread: failures.filter(Boolean).length };
  const resources = knownSoFar(tenant.resources);
  if (resources === null) return total;
  for (const subscriptionId of Object.keys(resources.missing)) {
    const unread = { ...noTally, unread: 1 };
    byNode.set(subscriptionNodeId(tenant, subscriptionId), unread);
    total = add(total, unread);
  }
  for (const account of foundryAccounts(resources)) {
    let counted = tallyOf(assessor.ofAccount(tenant, account));
    for (const project of projectsOf(resources, account)) {
      const inProject = yield* tallyProject({ tenant, account, project }, assessor);
      byNode.set(resourceNodeId(tenant, project.id), inProject);
      counted = add(counted, inProject);
    }
    byNode.set(resourceNodeId(tenant, account.id), counted);
    const subscription = subscriptionNodeId(tenant, account.subscriptionId);
    byNode.set(subscription, add(byNode.get(subscription) ?? noTally, counted));
    total = add(total, counted);
  }
  return total;
}

function* tallyProject(
  where: Parameters<Assessor['ofProject']>[0],
  assessor: Assessor,
): Generator<undefined, Tally> {
  const reading = readingOf(where.tenant.agents, where.project.id);
  let total = add(tallyOf(assessor.ofProject(where)), {
    ...noTally,
    pending: isUnderWay(reading),
    unread: missingAgents(where.tenant, where.project) === null ? 0 : 1,
  });
  for (const agent of agentsOf(where.tenant, where.project)) {
    total = add(total, tallyOf(assessor.ofVersion(where, agent, agent.serving).identities));
    yield;
  }
  return total;
}
