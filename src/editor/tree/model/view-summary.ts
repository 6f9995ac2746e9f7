import type { Unknown } from '../../../core/facts/fact.ts';
import type { TreeContents } from './contents.ts';
import {
  failureOf,
  foundryAccounts,
  isUnderWay,
  knownSoFar,
  type TenantInventory,
} from './inventory-state.ts';
import type { TreePreferences } from './preferences.ts';
import type { Tally } from './tally.ts';
import { count } from './words.ts';

/** What the view shows: the tree, or one of the welcomes for a tenant that has nothing to show. */
export const viewStates = [
  'signed-out',
  'no-subscription',
  'no-account',
  'no-rights',
  'tree',
] as const;
export type ViewState = (typeof viewStates)[number];

export function viewStateOf({ tenants, failure }: TreeContents): ViewState {
  if (failure !== null) return failure.reason === 'not-signed-in' ? 'signed-out' : 'tree';
  if (tenants.length === 0) return 'tree';
  const failures = tenants.map(whyNothing);
  const all = (reason: Unknown['reason']): boolean =>
    failures.every((failed) => failed?.reason === reason);
  if (all('not-signed-in')) return 'signed-out';
  if (all('refused')) return 'no-rights';
  if (failures.some((failed) => failed !== null) || tenants.some(isStillReading)) return 'tree';
  if (tenants.every(({ subscriptions }) => knownSoFar(subscriptions)?.length === 0)) {
    return 'no-subscription';
  }
  return tenants.some(hasSomething) ? 'tree' : 'no-account';
}

/** Why a tenant shows nothing, where that is because it could not be read. */
function whyNothing(tenant: TenantInventory): Unknown | null {
  const failed = failureOf(tenant.subscriptions) ?? failureOf(tenant.resources);
  if (failed !== null || isStillReading(tenant) || hasSomething(tenant)) return failed;
  return Object.values(knownSoFar(tenant.resources)?.missing ?? {})[0] ?? null;
}

function isStillReading({ subscriptions, resources }: TenantInventory): boolean {
  return isUnderWay(subscriptions) || isUnderWay(resources);
}

function hasSomething({ resources }: TenantInventory): boolean {
  const known = knownSoFar(resources);
  return known !== null && foundryAccounts(known).length + known.hubWorkspaces.length > 0;
}

/** How old what is shown is: "as of 3 min ago"; empty before anything was read. */
export function describeAge(tenants: TenantInventory[], now: number): string {
  const times = tenants.flatMap(({ readAt }) => (readAt === null ? [] : [readAt]));
  if (times.length === 0) return '';
  const minutes = Math.floor((now - Math.min(...times)) / 60_000);
  if (minutes < 1) return 'as of just now';
  return minutes < 120 ? `as of ${minutes} min ago` : `as of ${Math.floor(minutes / 60)} h ago`;
}

/** What is left out of the tree, for the line above it; empty where nothing is. */
export function describeFilter({ filter, onlyProblems }: TreePreferences): string {
  return [
    filter === '' ? '' : `Filter: ${filter}`,
    onlyProblems ? 'Only problems and open questions' : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What the badge of the view says to somebody who points at it or hears it. */
export function describeBadge({ problems, pending }: Tally): string {
  return `${count(problems, 'identity')} with a problem${pending ? ', still reading' : ''}`;
}
