import { valueOf } from '../facts/fact.ts';
import { judgeAccess } from '../rbac/judge-access.ts';
import { runningBeside } from './case.ts';
import type { Rule } from './rule.ts';

/** What keeps an agent from working, or from being judged, before any role counts. */

/** Somebody switched the agent, its blueprint or its identity off. */
export const agentDisabled: Rule = ({ agent, facts }) => {
  const shared = { confidence: 'confirmed' as const, fixes: [] };
  if (agent.state === 'disabled') {
    const byBlueprint = agent.stateSource === 'agent_blueprint';
    const evidence = [`Foundry gives the agent’s state as disabled.`];
    const args = { agent: agent.name, what: byBlueprint ? 'blueprint' : 'agent' } as const;
    return [{ ...shared, code: 'agent-disabled', args, evidence }];
  }
  const id = agent.serving.instanceIdentity?.principalId;
  const named = id === undefined ? undefined : facts.directory[id];
  if (id === undefined || !named || valueOf(named)?.accountEnabled !== false) return [];
  const evidence = [`Microsoft Graph says accountEnabled false for ${id}.`];
  const args = { agent: agent.name, what: 'identity' } as const;
  return [{ ...shared, code: 'agent-disabled', args, evidence }];
};

/** The version that gets the calls is not there yet, failed, or is going. Other statuses serve. */
export const versionNotRunning: Rule = ({ agent }) => {
  const { version, status } = agent.serving;
  const evidence = [`Foundry gives the status of version ${version} as ${status}.`];
  const shared = { confidence: 'confirmed' as const, evidence, fixes: [] };
  const args = { agent: agent.name, version };
  if (status === 'creating') return [{ ...shared, code: 'version-starting', args }];
  if (status === 'failed' || status === 'deleting' || status === 'deleted') {
    return [{ ...shared, code: 'version-not-running', args: { ...args, status } }];
  }
  return [];
};

/** Code of one's own calls as the version's identity; prompt agents may do without one. */
export const identityNotThere: Rule = ({ agent, route }) => {
  const { version, kind, instanceIdentity } = agent.serving;
  if (kind !== 'hosted' || instanceIdentity !== null || route.caller !== 'agent-instance')
    return [];
  const evidence = [`Neither version ${version} nor the agent has an instance_identity.`];
  const args = { agent: agent.name, version };
  return [{ code: 'identity-not-there', args, confidence: 'confirmed', evidence, fixes: [] }];
};

/**
 * Calls also go to a version with another identity, and what the serving one needs is not granted to
 * that one. Where its calls go may differ, so it is left open rather than called a problem.
 */
export const trafficSplit: Rule = ({ agent, facts, verdicts }) => {
  const needs = verdicts.filter(
    ({ principalId, required }) =>
      required && principalId === agent.serving.instanceIdentity?.principalId,
  );
  const uncovered = runningBeside(agent).flatMap(({ principalId, version }) => {
    const open = needs
      .map(({ action, scope }) => ({
        scope,
        ...judgeAccess({ principalId, action, scope }, facts),
      }))
      .find(({ state }) => state !== 'allowed');
    return open === undefined ? [] : [{ principalId, version, ...open }];
  });
  if (uncovered.length === 0) return [];
  const share = new Map(agent.traffic?.map((one) => [one.version, one.share]));
  const others = uncovered.map(
    ({ principalId, version }) =>
      `version ${version} (${share.get(version) ?? 0} %), which runs as ${principalId}`,
  );
  return [
    {
      code: 'traffic-split',
      args: { agent: agent.name, version: agent.serving.version, others: others.join(', ') },
      confidence: 'possible',
      evidence: uncovered.map(
        ({ version, scope, state, note }) => `Version ${version} at ${scope}: ${state}. ${note}`,
      ),
      fixes: [],
    },
  ];
};
