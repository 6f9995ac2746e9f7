import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/core/diagnose.ts';
import type { RoleAssignment, RoleDefinition } from '../../../src/core/facts/azure.ts';
import type { DiagnosisFacts } from '../../../src/core/facts/diagnosis-facts.ts';
import {
  access,
  accountId,
  agent,
  assignment,
  blueprintId,
  definition,
  denial,
  facts,
  foundryUser,
  groupScope,
  instanceId,
  known,
  logWith,
  projectId,
  projectIdentityId,
  unknown,
  version,
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

  it('names a role that was assigned to the client id', () => {
    const clientId = 'aaaaaaaa-0000-4000-8000-00000000000c';
    const identity = (id: string | null) =>
      known(agent(version({ instanceIdentity: { principalId: instanceId, clientId: id } })));
    const given = (at: string, to = clientId) => known([assignment(at, { principalId: to })]);
    const said = (change: Partial<DiagnosisFacts>): string => {
      const [finding] = diagnose(facts({ agent: identity(clientId), ...change })).findings;
      return finding?.code === 'account-role-missing' ? finding.evidence.join() : 'not missing';
    };
    // A log row makes the disputed requirement certain.
    const telemetry = logWith([denial('2026-11-21T11:50:00Z', instanceId)]);
    expect(said({ telemetry, clientIdGrants: given(accountId.toUpperCase()) })).toContain(
      `to the client id ${clientId}, which is no principal: assignments name the object id, ${instanceId}.`,
    );
    for (const clientIdGrants of [
      given(projectId),
      given(accountId, blueprintId),
      unknown('refused'),
      undefined,
    ]) {
      const change = clientIdGrants === undefined ? {} : { clientIdGrants };
      expect(said({ telemetry, ...change })).not.toContain('client id');
    }
    const same = { agent: identity(instanceId), clientIdGrants: given(accountId, instanceId) };
    expect(said({ telemetry, ...same })).not.toContain('client id');
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
