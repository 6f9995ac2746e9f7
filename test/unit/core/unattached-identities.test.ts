import { expect, it } from 'vitest';
import type { InventoryFacts } from '../../../src/core/inventory/inventory.ts';
import { judgeInventory } from '../../../src/core/inventory/judge-inventory.ts';
import { renderInventory } from '../../../src/core/inventory/text.ts';
import { shippedDefinition } from '../../../src/core/rbac/role-catalogue.ts';
import {
  account,
  accountId,
  assignment,
  foundryUser,
  groupScope,
  known,
  now,
  project,
  subscriptionId,
} from './sample-facts.ts';

const idOf = (name: string): string =>
  `${groupScope}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;
const loose = 'cccccccc-0000-4000-8000-000000000001';
const attached = 'cccccccc-0000-4000-8000-000000000002';
const definition = shippedDefinition(foundryUser);

/** Two accounts, one of which has an identity attached, and an identity that is attached to none. */
const facts: InventoryFacts = {
  schemaVersion: 1,
  at: now,
  caller: known({ objectId: 'dev', tenantId: 't', name: 'dev@contoso.com', kind: 'user' }),
  subscriptions: known([]),
  resources: known({
    accounts: [
      account({
        identity: {
          userAssigned: [
            { resourceId: idOf('RUNTIME'), principalId: attached, clientId: 'client-2' },
          ],
        },
      }),
      account({ id: `${accountId}-2`, name: 'contoso-2' }),
    ],
    projects: [project],
    hubWorkspaces: [],
    userAssignedIdentities: [
      { id: idOf('deployer'), name: 'deployer', principalId: loose, clientId: 'client-1' },
      { id: idOf('runtime'), name: 'runtime', principalId: attached, clientId: 'client-2' },
    ],
    missing: {},
  }),
  contents: {},
  access: [
    {
      subscriptionId,
      assignments: known([assignment(accountId, { principalId: loose })]),
      denyAssignments: known([]),
      eligibilities: known([]),
      roleDefinitions: known(definition ? { [foundryUser]: definition } : {}),
      groupMembers: {},
    },
  ],
};

it('judges an identity that is attached to nothing at each account beside it, without alarm', () => {
  const report = judgeInventory(facts);
  const [subscription] = report.subscriptions;
  expect(subscription?.unattached).toMatchObject([
    {
      name: 'deployer',
      level: 'fine',
      marks: [
        { scope: accountId, state: 'allowed', required: 'no' },
        { scope: `${accountId}-2`, state: 'not-granted', required: 'no', level: 'fine' },
      ],
    },
  ]);
  for (const { reason } of subscription?.unattached[0]?.marks ?? []) {
    expect(reason).toContain('attached to no account and no project');
  }
  expect(report.counts.problem).toBe(0);
});

it('says of one that is attached that nothing is known to use it', () => {
  const report = judgeInventory(facts);
  const [identity] = report.subscriptions[0]?.accounts[0]?.identities ?? [];
  expect(identity).toMatchObject({ name: 'RUNTIME', role: 'user-assigned', level: 'fine' });
  expect(identity?.marks).toMatchObject([{ at: 'account', state: 'not-granted', required: 'no' }]);
  expect(identity?.marks[0]?.reason).toContain(
    'It is attached, and nothing that was read shows that anything runs as it.',
  );
});

it('shows both in the list of everything, and neither in the list of problems', () => {
  const report = judgeInventory(facts);
  const text = renderInventory(report, { problemsOnly: false });
  expect(text).toContain(
    'deployer  ✓ contoso: covered · – no role at 1 account  attached to no account or project, not known to be used',
  );
  expect(text).toContain('RUNTIME  – account: gap  attached, not known to be used');
  const problems = renderInventory(report, { problemsOnly: true });
  expect(problems).not.toMatch(/deployer|RUNTIME/);
});
