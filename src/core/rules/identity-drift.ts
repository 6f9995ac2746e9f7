import { formerIdentities } from './case.ts';
import type { Rule } from './rule.ts';

/** The serving version has another identity than the one before it: grants may be left behind. */
export const identityDrift: Rule = ({ agent }) => {
  const [former] = formerIdentities(agent);
  const current = agent.serving.instanceIdentity;
  if (former === undefined || current === null) return [];
  const { name: agentName, serving } = agent;
  return [
    {
      code: 'identity-drift',
      args: {
        agent: agentName,
        version: serving.version,
        formerId: former.principalId,
        formerVersion: former.version,
      },
      confidence: 'confirmed',
      evidence: [
        `Version ${serving.version}: ${current.principalId}. Version ${former.version}: ${former.principalId}.`,
      ],
      fixes: [],
    },
  ];
};
