import type { RoleAssignment } from '../../src/core/facts/azure.ts';
import { judgeAccess } from '../../src/core/rbac/judge-access.ts';
import { modelCallAction } from '../../src/core/rbac/requirements.ts';
import { shippedDefinition } from '../../src/core/rbac/role-catalogue.ts';
import { indexTenantAccess, type TenantAccess } from '../../src/core/rbac/tenant-access.ts';
import type { Figure } from './figure.ts';

const full = { assignments: 100_000, groups: 5_000, identities: 1_000 };
const roles = [
  '53ca6127-db72-4b80-b1b0-d745d6d5456d',
  '5e0bd9bd-7b93-4f28-af87-19fc36ad61bd',
  'acdd72a7-3385-48ef-bd42-f606fba81ae7',
];

const id = (kind: string, index: number): string =>
  `${kind.repeat(8)}-0000-4000-8000-${String(index).padStart(12, '0')}`;
const accountScope = (index: number): string =>
  `/subscriptions/${id('1', index % 20)}/resourceGroups/rg-${index % 200}/providers/Microsoft.CognitiveServices/accounts/account-${index}`;

/** A tenant of the given share of the full size: assignments of people, groups and agents. */
function makeTenant(share: number): TenantAccess {
  const count = (size: number): number => Math.round(size * share);
  const assignments = Array.from(
    { length: count(full.assignments) },
    (_, index): RoleAssignment => {
      const toGroup = index % 4 === 0;
      const account = accountScope(index % count(2_000));
      return {
        id: `assignment-${index}`,
        roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${roles[index % 3]}`,
        principalId: toGroup
          ? id('b', index % count(full.groups))
          : id('a', index % (count(full.identities) * 10)),
        principalType: toGroup ? 'Group' : 'ServicePrincipal',
        scope: index % 5 === 0 ? `${account}/projects/p` : account,
        condition: null,
        createdOn: '2026-01-01T00:00:00Z',
      };
    },
  );
  const groups = Object.fromEntries(
    Array.from({ length: count(full.groups) }, (_, index) => [
      id('b', index),
      [
        ...Array.from({ length: 5 }, (_, member) =>
          id('a', (index * 7 + member) % count(full.identities)),
        ),
        ...(index % 3 === 0 && index > 0 ? [id('b', index - 1)] : []),
      ],
    ]),
  );
  return {
    assignments,
    denyAssignments: [],
    eligibilities: [],
    groups,
    isHiddenGroup: () => false,
    managementGroups: {},
  };
}

/** Milliseconds for the index and for 1,000 identities at 4 scopes each, at a share of the size. */
function measure(share: number): { indexing: number; judging: number; verdicts: number } {
  const tenant = makeTenant(share);
  const at = '2026-11-01T00:00:00Z';
  const roleDefinitions = Object.fromEntries(
    roles.map((guid) => {
      const value = shippedDefinition(guid);
      if (value === null) throw new Error(`Role ${guid} is not in the catalogue.`);
      return [guid, { status: 'known' as const, value, source: '', at }];
    }),
  );
  const started = performance.now();
  const lookUp = indexTenantAccess(tenant, { source: 'bench', at });
  const indexed = performance.now();
  let verdicts = 0;
  for (let identity = 0; identity < Math.round(full.identities * share); identity += 1) {
    const account = accountScope(identity);
    const scopes = [account, `${account}/projects/p`, `${account}/projects/p/agents/a`];
    for (const scope of [...scopes, accountScope(identity + 1)]) {
      const principalId = id('a', identity);
      judgeAccess(
        { principalId, action: modelCallAction, scope },
        {
          at,
          access: [lookUp(principalId, scope)],
          roleDefinitions,
          directory: {},
          memberships: {},
        },
      );
      verdicts += 1;
    }
  }
  return { indexing: indexed - started, judging: performance.now() - indexed, verdicts };
}

/** Judging a large tenant from one read: time, memory, and growth from a tenth of it. */
export function benchJudging(): Figure[] {
  measure(0.02);
  const small = measure(0.1);
  const heapBefore = process.memoryUsage().heapUsed;
  const large = measure(1);
  const megabytes = (process.memoryUsage().heapUsed - heapBefore) / 1024 / 1024;
  const total = (one: typeof small): number => one.indexing + one.judging;
  return [
    {
      name: `judging ${large.verdicts} verdicts over ${full.assignments} assignments, index included`,
      value: total(large),
      unit: 'ms',
      limit: 1_000,
    },
    {
      name: 'one verdict',
      value: (large.judging / large.verdicts) * 1_000,
      unit: 'µs',
    },
    { name: 'growth from a tenth of it', value: total(large) / total(small), unit: '×', limit: 15 },
    { name: 'heap after it', value: megabytes, unit: 'MB' },
  ];
}
