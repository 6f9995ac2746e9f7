import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/core/diagnose.ts';
import type { RoleAssignment, RoleDefinition } from '../../../src/core/facts/azure.ts';
import {
  access,
  accountId,
  assignment,
  blueprintId,
  definition,
  facts,
  foundryUser,
  groupScope,
  instanceId,
  known,
  projectId,
  projectIdentityId,
} from './sample-facts.ts';

const contributor = 'b24988ac-6180-42a0-ab88-20f7382dd24c';

/** The evidence for a missing role beside these assignments. */
function evidence(
  own: RoleAssignment[],
  blueprints: RoleAssignment[] = [],
  role: RoleDefinition = definition(contributor, []),
): string {
  const [finding] = diagnose(
    facts({
      access: [
        access(instanceId, own),
        access(blueprintId, blueprints),
        access(projectIdentityId, [assignment(accountId, { principalId: projectIdentityId })]),
      ],
      roleDefinitions: { ...facts().roleDefinitions, [contributor]: known(role) },
    }),
  ).findings;
  expect(finding?.code).toBe('account-role-missing');
  return finding?.evidence.join('\n') ?? '';
}

describe('the evidence for a missing role', () => {
  it('names a grant that went to the blueprint', () => {
    expect(evidence([], [assignment(accountId, { principalId: blueprintId })])).toContain(
      `is assigned to the blueprint of agent concierge, ${blueprintId}: the roles of a blueprint do not pass`,
    );
  });

  it('names a role that manages, and one that leaves the action out', () => {
    const held = [assignment(groupScope, { role: contributor })];
    expect(evidence(held)).toContain('Contributor is assigned there, but it manages resources');
    const partly = definition(contributor, ['*'], ['*/responses/write']);
    expect(evidence(held, [], partly)).toContain('data actions do not include this one');
  });

  it('names a role whose condition leaves the action out', () => {
    const condition = "ActionMatches{'Microsoft.CognitiveServices/accounts/OpenAI/images/*'}";
    expect(evidence([assignment(accountId, { condition })])).toContain(
      'is assigned there, but its condition leaves this action out.',
    );
  });

  it('says nothing of grants that were never meant for it', () => {
    const silent = evidence([
      assignment(projectId),
      assignment(projectId, { role: contributor }),
      assignment(`${accountId}2`, { role: foundryUser }),
    ]);
    expect(silent).not.toContain('is assigned');
    expect(silent).not.toContain('managed identity of project');
  });
});
