import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/core/diagnose.ts';
import type { Agent, AgentVersion } from '../../../src/core/facts/azure.ts';
import {
  access,
  accountId,
  agent,
  assignment,
  facts,
  formerId,
  instanceId,
  known,
  version,
  withAccess,
} from './sample-facts.ts';

const covered = withAccess([assignment(accountId)]);

/** A report on an agent whose identity has its role at the account. */
function judge(change: Partial<Agent>, serving: Partial<AgentVersion> = {}) {
  return diagnose(
    facts({ access: covered, agent: known({ ...agent(version(serving)), ...change }) }),
  );
}

const codes = (report: ReturnType<typeof diagnose>) => report.findings.map(({ code }) => code);

describe('an agent that does not run', () => {
  it('is a problem while it is disabled, by itself, its blueprint or its identity', () => {
    expect(judge({ state: 'disabled' })).toMatchObject({
      outcome: 'problem',
      summary: 'Agent concierge is disabled.',
    });
    expect(judge({ state: 'disabled', stateSource: 'agent_blueprint' }).summary).toContain(
      'by its blueprint',
    );
    const identity = { id: instanceId, displayName: 'x', kind: 'agentIdentity' };
    const named = (accountEnabled: boolean | null) =>
      diagnose(
        facts({
          access: covered,
          directory: { [instanceId]: known({ ...identity, accountEnabled }) },
        }),
      );
    expect(named(false).summary).toContain('disabled in Microsoft Entra');
    expect(codes(named(true))).toEqual([]);
    expect(codes(named(null))).toEqual([]);
    expect(codes(judge({ state: 'enabled' }))).toEqual([]);
  });

  it('is a problem where its version failed, and open while that is created', () => {
    expect(judge({}, { status: 'failed' })).toMatchObject({
      outcome: 'problem',
      summary: 'Version 3 of agent concierge, which gets the calls, has failed.',
    });
    expect(judge({}, { status: 'creating' })).toMatchObject({ outcome: 'inconclusive' });
    expect(codes(judge({}, { status: 'unknown' }))).toEqual([]);
  });

  it('is not called healthy where a hosted version has no identity', () => {
    const report = judge({}, { instanceIdentity: null });
    expect(report.outcome).toBe('inconclusive');
    expect(codes(report)).toEqual(['identity-not-there']);
    expect(codes(judge({}, { instanceIdentity: null, kind: 'prompt', environment: {} }))).toEqual(
      [],
    );
  });
});

describe('calls that are split between versions', () => {
  const former = version({
    version: '2',
    instanceIdentity: { principalId: formerId, clientId: null },
  });
  const split = (shares: Record<string, number>, roles: ReturnType<typeof access>[]) =>
    diagnose(
      facts({
        access: roles,
        agent: known({
          ...agent(version(), [former]),
          traffic: Object.entries(shares).map(([name, share]) => ({ version: name, share })),
        }),
      }),
    );
  const formerAccess = access(formerId, [assignment(accountId, { principalId: formerId })]);

  it('are open where the other identity is not covered, and fine where it is', () => {
    const report = split({ 3: 60, 2: 40 }, [...covered, access(formerId, [])]);
    expect(report.outcome).toBe('inconclusive');
    expect(codes(report)).toEqual(['traffic-split']);
    expect(report.findings[0]?.explanation).toContain('version 2 (40 %)');
    expect(split({ 3: 60, 2: 40 }, [...covered, formerAccess]).outcome).toBe('healthy');
    expect(codes(split({ 3: 100, 2: 0 }, [...covered, formerAccess]))).toEqual(['identity-drift']);
  });

  it('never lead to taking a role away from a version that still runs', () => {
    const roles = [...facts().access, formerAccess];
    const removals = (report: ReturnType<typeof diagnose>) =>
      report.findings.flatMap(({ fixes }) => fixes).filter(({ command }) => /delete/.test(command));
    expect(removals(split({ 3: 100 }, roles))).toHaveLength(1);
    expect(removals(split({ 3: 60, 2: 40 }, roles))).toEqual([]);
  });
});
