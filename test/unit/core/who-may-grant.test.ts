import { describe, expect, it } from 'vitest';
import type { PermissionSet } from '../../../src/core/facts/azure.ts';
import { whoMayGrant } from '../../../src/core/rbac/who-may-grant.ts';
import {
  access,
  accountId,
  assignment,
  definition,
  facts,
  foundryUser,
  groupScope,
  known,
  unknown,
} from './sample-facts.ts';

const me = 'dddddddd-0000-4000-8000-000000000001';
const owner = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635';
const foundryOwner = 'c883944f-8b7b-4483-af10-35834be79c4a';

const onlyRoles = (...guids: string[]): string =>
  `((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR (@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals{${guids.join(', ')}}))`;

function right(
  guid: string,
  permissions: Partial<PermissionSet> | null,
  role = foundryUser,
  scope = groupScope,
) {
  const set = { actions: [], notActions: [], dataActions: [], notDataActions: [], condition: null };
  const given = facts({
    access: [access(me, [assignment(scope, { principalId: me, role: guid })])],
    roleDefinitions: {
      [guid]:
        permissions === null
          ? unknown('refused')
          : known({ ...definition(guid, []), permissions: [{ ...set, ...permissions }] }),
    },
  });
  return whoMayGrant({ role, scope: accountId }, me, given).state;
}

describe('who may assign a role', () => {
  it('is whoever has the write above, and nobody without it', () => {
    expect(right(owner, { actions: ['*'] })).toBe('may');
    expect(right(owner, { actions: ['*'], notActions: ['Microsoft.Authorization/*/Write'] })).toBe(
      'may-not',
    );
    expect(right(owner, { dataActions: ['*'] })).toBe('may-not');
    expect(right(owner, { actions: ['*'] }, foundryUser, `${accountId}/projects/shop`)).toBe(
      'may-not',
    );
  });

  it('follows the list of roles that a role may hand out', () => {
    const write = { actions: ['Microsoft.Authorization/roleAssignments/write'] };
    const condition = onlyRoles('eed3b665-ab3a-47b6-8f48-c9382fb1dad6', foundryUser.toUpperCase());
    expect(right(foundryOwner, { ...write, condition })).toBe('may');
    expect(right(foundryOwner, { ...write, condition }, owner)).toBe('may-not');
    expect(right(foundryOwner, { ...write, condition: 'something else' })).toBe('unknown');
  });

  it('is unknown where the definition was refused: the shipped copies know no control actions', () => {
    expect(right(owner, null)).toBe('unknown');
  });
});
