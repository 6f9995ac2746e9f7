import { expect, it } from 'vitest';
import {
  compareAssignments,
  type DeclaredAssignment,
} from '../../../src/core/drift/compare-assignments.ts';
import type { RoleAssignment } from '../../../src/core/facts/azure.ts';

const account =
  '/subscriptions/s/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/a';
const role = '53ca6127-db72-4b80-b1b0-d745d6d5456d';

function declare(
  source: string,
  change: Partial<DeclaredAssignment<string>> = {},
): DeclaredAssignment<string> {
  return {
    source,
    principalId: source,
    role,
    scope: account,
    name: `name-${source}`,
    conditional: false,
    open: [],
    ...change,
  };
}

function live(principalId: string, name: string, scope = account): RoleAssignment {
  return {
    id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    roleDefinitionId: `/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/${role.toUpperCase()}`,
    principalId,
    principalType: 'ServicePrincipal',
    scope,
    condition: null,
    createdOn: null,
  };
}

it('tells every way in which templates and Azure differ', () => {
  const drift = compareAssignments(
    [
      declare('same'),
      declare('renamed'),
      declare('unnamed', { name: null }),
      declare('missing'),
      declare('taken'),
      declare('open', { principalId: null, open: ['the object id'] }),
    ],
    {
      assignments: [
        live('SAME', 'NAME-SAME', account.toUpperCase()),
        live('renamed', 'by-hand'),
        live('unnamed', 'whatever'),
        live('somebody', 'name-taken'),
        live('by-hand', 'x', `${account}/projects/p`),
        live('deleted', 'y'),
        live('elsewhere', 'z', '/subscriptions/s/resourceGroups/rg'),
      ],
      scopes: [account],
      gonePrincipals: new Set(['deleted']),
    },
  );
  expect(
    drift.map(
      (one) => `${one.kind} ${'declared' in one ? one.declared.source : one.live.principalId}`,
    ),
  ).toEqual([
    'in-step same',
    'other-name renamed',
    'in-step unnamed',
    'absent missing',
    'name-taken taken',
    'not-compared open',
    'undeclared by-hand',
    'orphan deleted',
  ]);
});

it('finds nothing between nothing and nothing', () => {
  const nothing = { assignments: [], scopes: [account], gonePrincipals: new Set<string>() };
  expect(compareAssignments([], nothing)).toEqual([]);
});
