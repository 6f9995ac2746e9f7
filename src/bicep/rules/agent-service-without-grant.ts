import { opensSomethingOfAgents } from './foundry-roles.ts';
import { finding, type BicepRule } from './rule.ts';
import { ruleWords } from './words.ts';

/**
 * A service of azure.yaml that hosts an agent, while no hook, script or template grants an agent's
 * identity anything. The platform may open the agent's own project, hence only a hint.
 */
export const agentServiceWithoutGrant: BicepRule = {
  worst: 'hint',
  sees: 'workspace',
  judge({ agentServices, deployments, scriptGrants }) {
    const granted =
      scriptGrants.some(({ role }) => opensSomethingOfAgents(role)) ||
      deployments.some(({ grants }) =>
        grants.some(({ principal }) => principal.kind === 'agent-identity'),
      );
    if (granted) return [];
    return agentServices.map(({ name, location }) => {
      const message = ruleWords['agent-service-without-grant'].message({ service: name });
      return finding('agent-service-without-grant', 'hint', location, message);
    });
  },
};
