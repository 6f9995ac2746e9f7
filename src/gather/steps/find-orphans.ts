import type { PrincipalFacts } from '../../core/resolution/who.ts';
import { known } from '../fact.ts';
import type { Session } from '../session.ts';
import { typeInAssignments } from './find-principal.ts';
import { principalsOfResource } from './principals.ts';
import { readNames } from './read-names.ts';

/** Subscriptions that are asked whether their assignments still name somebody. */
const mostSubscriptions = 10;

/** Service principals that are looked up to see whether the directory shows any. */
const probes = 10;

/**
 * Those of the object ids that were deleted beyond doubt: role assignments name them as service
 * principals, and the directory, which shows other service principals, does not know them. Lower
 * case. `ids` are those that the directory did not find.
 */
export async function findOrphans(
  session: Session,
  ids: string[],
  resources: PrincipalFacts['resources'],
): Promise<string[]> {
  if (ids.length === 0 || resources.status === 'unknown') return [];
  const { accounts, projects } = resources.value;
  const others = [...accounts, ...projects].flatMap(principalsOfResource).slice(0, probes);
  const names = await readNames(session, others);
  if (!Object.values(names).some(({ status }) => status === 'known')) return [];
  const subscriptions = [...new Set(accounts.map(({ subscriptionId }) => subscriptionId))];
  const asked = await Promise.all(
    ids.map(async (id) => {
      const named = await Promise.all(
        subscriptions
          .slice(0, mostSubscriptions)
          .map((subscriptionId) => isAssigned(session, subscriptionId, id)),
      );
      return named.includes(true) ? [id.toLowerCase()] : [];
    }),
  );
  return asked.flat();
}

async function isAssigned(session: Session, subscription: string, id: string): Promise<boolean> {
  const scope = known(`/subscriptions/${subscription}`, 'inventory');
  return (await typeInAssignments(session, id, scope)) === 'ServicePrincipal';
}
