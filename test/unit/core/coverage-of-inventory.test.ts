import { describe, expect, it } from 'vitest';
import type { Account, RoleAssignment } from '../../../src/core/facts/azure.ts';
import { resolveModelRoute } from '../../../src/core/facts/route.ts';
import {
  openCoverage,
  worstLevel,
  type CoverageMark,
} from '../../../src/core/inventory/coverage.ts';
import {
  identitiesOfAgent,
  identitiesOfProject,
  type InventoryIdentity,
} from '../../../src/core/inventory/identities.ts';
import type { SubscriptionAccess } from '../../../src/core/inventory/inventory.ts';
import { shippedDefinition } from '../../../src/core/rbac/role-catalogue.ts';
import {
  account,
  accountId,
  agent,
  assignment,
  blueprintId,
  definition,
  foundryUser,
  groupScope,
  instanceId,
  known,
  now,
  otherAccount,
  otherAccountId,
  project,
  projectId,
  projectIdentityId,
  subscriptionId,
  throughProject,
  unknown,
  version,
} from './sample-facts.ts';

const groupId = 'cccccccc-0000-4000-8000-000000000001';

function access(
  assignments: RoleAssignment[],
  change: Partial<SubscriptionAccess> = {},
): SubscriptionAccess {
  const shipped = shippedDefinition(foundryUser);
  return {
    subscriptionId,
    assignments: known(assignments),
    denyAssignments: known([]),
    eligibilities: known([]),
    roleDefinitions: known(shipped ? { [foundryUser]: shipped } : {}),
    groupMembers: {},
    ...change,
  };
}

const direct = version();
const viaProject = version(throughProject);
const viaOther = version({ environment: { OPENAI: 'https://models.openai.azure.com/' } });

function judge(
  reads: SubscriptionAccess[],
  serving = direct,
  { identity, target = null }: { identity?: InventoryIdentity; target?: Account | null } = {},
): CoverageMark[] {
  const who = identity ?? identitiesOfAgent(agent(serving))[0];
  if (!who) throw new Error('The agent has no identity.');
  const route = resolveModelRoute({
    version: serving,
    account: account(),
    project,
    connections: [],
    accounts: [account(), otherAccount()],
  });
  return openCoverage(reads, now)(who, { account: account(), project, route, target });
}

const inWords = (marks: CoverageMark[]): string[] =>
  marks.map(({ at, state, level }) => `${at} ${state} ${level}`);

describe('the coverage of the inventory', () => {
  it('finds the gap of an agent that calls its account and holds a role at the project only', () => {
    const marks = judge([access([assignment(projectId)])]);
    expect(inWords(marks)).toEqual(['account not-granted problem', 'project allowed fine']);
    expect(marks[1]?.reason).toContain(', assigned at the project itself');
    expect(worstLevel(marks)).toBe('problem');
  });

  it('is content with a role at the account, the resource group or a management group', () => {
    for (const scope of [
      accountId,
      groupScope.toUpperCase(),
      '/providers/Microsoft.Management/managementGroups/Corp',
    ]) {
      const old = { createdOn: '2026-01-01T00:00:00Z' };
      expect(inWords(judge([access([assignment(scope, old)])]))).toEqual([
        'account allowed fine',
        'project allowed fine',
      ]);
    }
  });

  it('never calls an agent’s own account a problem where the platform may let it in', () => {
    expect(inWords(judge([access([])], viaProject))).toEqual([
      'account platform-managed fine',
      'project platform-managed fine',
    ]);
    const projectOnly = judge([access([assignment(projectId)])], viaProject);
    expect(inWords(projectOnly)).toEqual(['account platform-managed open', 'project allowed fine']);
    expect(projectOnly[0]?.reason).toContain('Diagnose the agent');
  });

  it('judges the target account from its own subscription, and says where that was not read', () => {
    const target = otherAccount();
    const here = access([assignment(accountId)]);
    const there = access([], { subscriptionId: target.subscriptionId });
    expect(inWords(judge([here, there], viaOther, { target }))).toEqual([
      'account allowed fine',
      'project allowed fine',
      'target not-granted problem',
    ]);
    expect(inWords(judge([here], viaOther, { target }))[2]).toBe('target unknown open');
    const granted = access([assignment(otherAccountId)], {
      subscriptionId: target.subscriptionId.toUpperCase(),
    });
    expect(inWords(judge([here, granted], viaOther, { target }))[2]).toBe('target allowed fine');
  });

  it('asks nothing of a blueprint, and leaves the project’s own identity open at most', () => {
    const blueprint = identitiesOfAgent(agent())[1];
    expect(blueprint?.principalId).toBe(blueprintId);
    expect(worstLevel(judge([access([])], direct, blueprint && { identity: blueprint }))).toBe(
      'fine',
    );
    const ofProject = identitiesOfProject(project)[0];
    expect(ofProject?.principalId).toBe(projectIdentityId);
    const marks = judge([access([])], viaProject, ofProject && { identity: ofProject });
    expect(inWords(marks)).toEqual(['account not-granted open', 'project not-granted fine']);
  });

  describe('says unknown', () => {
    it('where assignments were refused', () => {
      const marks = judge([access([], { assignments: unknown('refused', 'Refused by ARM.') })]);
      expect(inWords(marks)).toEqual(['account unknown open', 'project unknown fine']);
      expect(marks[0]?.reason).toContain('Refused by ARM.');
    });

    it('where a group is let in whose members are hidden, and not where the group is not', () => {
      const viaGroup = assignment(accountId, { principalId: groupId, principalType: 'Group' });
      const hidden = { [groupId]: unknown('refused', 'Graph refused.') };
      expect(inWords(judge([access([viaGroup], { groupMembers: hidden })]))).toEqual([
        'account unknown open',
        'project unknown fine',
      ]);
      const elsewhere = { ...viaGroup, scope: otherAccountId };
      expect(inWords(judge([access([elsewhere], { groupMembers: hidden })]))[0]).toBe(
        'account not-granted problem',
      );
      const members = { [groupId]: known([instanceId.toUpperCase()]) };
      expect(inWords(judge([access([viaGroup], { groupMembers: members })]))[0]).toBe(
        'account allowed fine',
      );
    });

    it('where a deny assignment turns on a hidden group, and denied where it names the identity', () => {
      const deny = {
        id: 'deny',
        name: 'no models',
        scope: accountId,
        permissions: [
          {
            actions: [],
            notActions: [],
            dataActions: ['Microsoft.CognitiveServices/*'],
            notDataActions: [],
            condition: null,
          },
        ],
        doNotApplyToChildScopes: false,
        principals: [{ id: groupId, type: 'Group' }],
        excludePrincipals: [],
        condition: null,
      };
      const granted = [assignment(accountId)];
      expect(inWords(judge([access(granted, { denyAssignments: known([deny]) })]))[0]).toBe(
        'account unknown open',
      );
      const named = { ...deny, principals: [{ id: instanceId, type: 'ServicePrincipal' }] };
      expect(inWords(judge([access(granted, { denyAssignments: known([named]) })]))[0]).toBe(
        'account denied problem',
      );
    });
  });

  it('reads the definition of a custom role that is only eligible', () => {
    const guid = 'dddddddd-0000-4000-8000-000000000001';
    const custom = definition(guid, ['Microsoft.CognitiveServices/accounts/OpenAI/*']);
    const eligible = {
      roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${guid}`,
      principalId: instanceId,
      scope: accountId,
      memberType: 'Direct',
    };
    const read = access([], {
      eligibilities: known([eligible]),
      roleDefinitions: known({ [guid]: custom }),
    });
    expect(inWords(judge([read]))[0]).toBe('account eligible-only problem');
  });

  it('finds who is eligible through a group, and says unknown where its members are hidden', () => {
    const eligible = {
      roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${foundryUser}`,
      principalId: groupId.toUpperCase(),
      principalType: 'Group',
      scope: accountId,
      memberType: 'Direct',
    };
    const eligibilities = known([eligible]);
    const members = { [groupId]: known([instanceId]) };
    const [mark] = judge([access([], { eligibilities, groupMembers: members })]);
    expect(mark).toMatchObject({ state: 'eligible-only', level: 'problem' });
    expect(mark?.decidedBy?.path).toContain(`through group ${groupId.toUpperCase()}`);
    const hidden = { [groupId]: unknown('refused', 'Graph refused.') };
    const [open] = judge([access([], { eligibilities, groupMembers: hidden })]);
    expect(open).toMatchObject({ state: 'unknown', level: 'open' });
    expect(open?.reason).toContain('is eligible for a role here');
    const others = { [groupId]: known(['somebody else']) };
    expect(inWords(judge([access([], { eligibilities, groupMembers: others })]))[0]).toBe(
      'account not-granted problem',
    );
    const own = { ...eligible, principalId: instanceId, principalType: 'ServicePrincipal' };
    const both = access([], { eligibilities: known([own, eligible]), groupMembers: hidden });
    expect(inWords(judge([both]))[0]).toBe('account eligible-only problem');
  });

  it('counts a role that is only eligible, or that does not exist, as no grant', () => {
    const eligible = {
      roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${foundryUser}`,
      principalId: instanceId,
      scope: accountId,
      memberType: 'Direct',
    };
    expect(inWords(judge([access([], { eligibilities: known([eligible]) })]))[0]).toBe(
      'account eligible-only problem',
    );
    const misspelt = assignment(accountId, { role: '53ca6127-db72-4e31-b599-04dc5da150b4' });
    expect(inWords(judge([access([misspelt])]))[0]).toBe('account not-granted problem');
  });
});
