import { repairSeeds } from '../fixes/repair-seeds.ts';
import type { GrantPrincipal, GrantScope, RoleGrant } from '../grants/role-grant.ts';
import { guidOf } from './foundry-roles.ts';
import { placeOf } from './grant-syntax.ts';
import { finding, type BicepRule } from './rule.ts';
import { canHoldTogether } from './scopes.ts';
import { ruleWords } from './words.ts';

/**
 * Two assignments of one deployment, in whatever files, that get the same name and are not the same
 * assignment. Names are unique in the whole tenant, and an assignment cannot be moved.
 */
export const assignmentNameCollision: BicepRule = {
  worst: 'warning',
  sees: 'deployment',
  judge(deployment, context) {
    return sharingName(deployment.grants).flatMap((sharers) =>
      sharers.flatMap((grant) => {
        const others = sharers.flatMap((other) => {
          const difference = other === grant ? null : differenceOf(grant, other);
          return difference === null || !canHoldTogether(grant, other)
            ? []
            : [{ difference, place: placeOf(other, context) }];
        });
        const [first] = others;
        if (first === undefined || grant.name === null) return [];
        const message = ruleWords['assignment-name-collision'].message({
          differ: first.difference,
        });
        const related = others.map(({ difference, place }) => ({
          location: place,
          message: `The same name, another ${difference}`,
        }));
        const fixes = repairSeeds(grant, context);
        return [
          finding('assignment-name-collision', 'warning', grant.name.location, message, {
            related,
            fixes,
          }),
        ];
      }),
    );
  },
};

/** The grants with a name that others have as well, by that name. */
function sharingName(grants: RoleGrant[]): RoleGrant[][] {
  const byName = new Map<string, RoleGrant[]>();
  for (const grant of grants) {
    if (grant.name === null) continue;
    byName.set(grant.name.key, [...(byName.get(grant.name.key) ?? []), grant]);
  }
  return [...byName.values()].filter((sharers) => sharers.length > 1);
}

/** In what two grants surely differ; null where they are, or may be, the same. */
function differenceOf(one: RoleGrant, other: RoleGrant): string | null {
  if (differ(scopeKey(one.scope), scopeKey(other.scope))) return 'scope';
  if (differ(principalKey(one.principal), principalKey(other.principal))) return 'principal';
  return differ(guidOf(one.role), guidOf(other.role)) ? 'role' : null;
}

const differ = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && one !== other;

function scopeKey(scope: GrantScope): string | null {
  switch (scope.kind) {
    case 'resource':
      return scope.resource.key;
    case 'unknown':
      return null;
    default:
      return scope.key;
  }
}

/** Two parameters may be given the same principal, and an id given by mistake may mean any. */
function principalKey(principal: GrantPrincipal): string | null {
  return open.has(principal.kind) ? null : principal.key;
}

const open: ReadonlySet<GrantPrincipal['kind']> = new Set(['unknown', 'parameter', 'mistaken']);
