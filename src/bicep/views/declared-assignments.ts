import type { DeclaredAssignment } from '../../core/drift/compare-assignments.ts';
import type { RoleGrant } from '../grants/role-grant.ts';
import { openValuesOf } from '../../core/fixes/grant-command.ts';
import { resourceIdOf } from '../known-scopes.ts';
import { closed, openGrant, type Knowledge } from '../known-values.ts';
import { guidOf } from '../rules/foundry-roles.ts';

/** Computes what `guid()` of these values is in a template. */
export type ArmGuid = (values: string[]) => string;

/**
 * The role assignments that a deployment declares, with the values that are known. A grant in a loop
 * whose items are not known cannot be compared, and says so.
 */
export function declaredAssignments(
  knowledge: Knowledge,
  armGuid: ArmGuid,
): DeclaredAssignment<RoleGrant>[] {
  return knowledge.deployment.grants.map((grant) => {
    const role = guidOf(grant.role);
    const open = openGrant(grant, role ?? '', null, knowledge);
    const principalId = closed(open.principalId);
    const scope = closed(open.scope);
    return {
      source: grant,
      principalId: grant.repeated ? null : principalId,
      role,
      scope,
      name: assignmentName(grant, { principalId }, knowledge, armGuid),
      conditional: grant.conditions.length > 0,
      open: [
        // The type of the principal does not tell assignments apart.
        ...openValuesOf({ ...open, principalType: [] }).map(({ meaning }) => meaning),
        ...(role === null
          ? [`the role ${grant.role.kind === 'unknown' ? grant.role.text : ''}`.trim()]
          : []),
        ...(grant.repeated ? ['the items of the loop'] : []),
      ],
    };
  });
}

/** The name that the assignment gets: written out, or `guid()` of seeds that are all known. */
function assignmentName(
  { name, nameSeeds, principal }: RoleGrant,
  values: Pick<DeclaredAssignment<RoleGrant>, 'principalId'>,
  knowledge: Knowledge,
  armGuid: ArmGuid,
): string | null {
  if (nameSeeds === null) return guidIn(name?.key ?? '');
  const seeds = nameSeeds.map(({ key, text }) => {
    // Keys are lower case: a text counts where it is written out, or is a GUID.
    const literal = /^'([^'$\\]*)'$/.exec(text)?.[1] ?? guidIn(key);
    if (literal !== null) return literal;
    if (key === principal.key) return values.principalId;
    const resource = knowledge.deployment.resources.find((one) => key === `id(${one.key})`);
    return resource === undefined ? null : closed(resourceIdOf(resource, knowledge));
  });
  return seeds.every((seed) => seed !== null) ? armGuid(seeds) : null;
}

/** The GUID that a key stands for, when it is one in quotes. */
function guidIn(key: string): string | null {
  return /^'([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})'$/i.exec(key)?.[1] ?? null;
}
