import type { ModelCaller, ModelRoute } from '../facts/route.ts';
import type { Principal } from '../facts/principal.ts';
import type { Verdict } from './verdict.ts';

/** The data action that a model call through the Responses API is checked against. */
export const modelCallAction = 'Microsoft.CognitiveServices/accounts/OpenAI/responses/write';

/** The principals of an agent that a requirement may speak of; a key is no principal. */
export type RequiredPrincipal = Exclude<ModelCaller, 'key'>;

export interface Requirement {
  route: ModelRoute['kind'];
  principal: RequiredPrincipal;
  action: string;
  at: 'project' | 'account' | 'target';
  /**
   * `certain`: without the grant the call fails. `disputed`: the platform may allow it without an
   * assignment, so that its absence means something only together with a symptom.
   */
  standing: 'certain' | 'disputed';
  basis: Verdict['basis'];
}

const implicitAccess: Requirement['basis'] = {
  kind: 'documented',
  text: 'An agent has implicit access to model inference through its own project endpoint; no assignment is needed for the standard case.',
  source: 'https://learn.microsoft.com/azure/foundry/agents/concepts/hosted-agent-permissions',
};

const bothScopes: Requirement['basis'] = {
  kind: 'reported',
  text: 'A controlled test of August 2026 got 401 from the project scope alone and an answer with a role at the account too.',
  source: 'https://github.com/aiappsgbb/awesome-gbb/blob/main/skills/ghcp-hosted-agents/SKILL.md',
};

const directEndpoint: Requirement['basis'] = {
  kind: 'documented',
  text: 'An agent that calls the account’s endpoint directly needs Foundry User or Cognitive Services OpenAI User at the account.',
  source: 'https://learn.microsoft.com/azure/foundry/agents/concepts/hosted-agent-permissions',
};

const otherAccount: Requirement['basis'] = {
  kind: 'documented',
  text: 'Another account knows nothing of the agent’s project: only a role there, or above it, lets the caller in.',
  source: 'https://learn.microsoft.com/azure/role-based-access-control/scope-overview',
};

const projectProxy: Requirement['basis'] = {
  kind: 'documented',
  text: 'The project passes model calls on to the account with its own managed identity.',
  source: 'https://learn.microsoft.com/azure/foundry/agents/concepts/hosted-agent-permissions',
};

/**
 * What an agent's model calls need, by the way they take. The sources disagree on the agent's own
 * account, so each row carries its basis and a report shows it.
 */
export const requirements: Requirement[] = [
  {
    route: 'project-endpoint',
    principal: 'agent-instance',
    action: modelCallAction,
    at: 'project',
    standing: 'disputed',
    basis: implicitAccess,
  },
  {
    route: 'project-endpoint',
    principal: 'agent-instance',
    action: modelCallAction,
    at: 'account',
    standing: 'disputed',
    basis: bothScopes,
  },
  {
    route: 'project-endpoint',
    principal: 'project-identity',
    action: modelCallAction,
    at: 'account',
    standing: 'disputed',
    basis: projectProxy,
  },
  {
    route: 'own-account-endpoint',
    principal: 'agent-instance',
    action: modelCallAction,
    at: 'account',
    standing: 'certain',
    basis: directEndpoint,
  },
  {
    route: 'other-account',
    principal: 'agent-instance',
    action: modelCallAction,
    at: 'target',
    standing: 'certain',
    basis: otherAccount,
  },
  {
    route: 'other-account',
    principal: 'project-identity',
    action: modelCallAction,
    at: 'target',
    standing: 'certain',
    basis: otherAccount,
  },
];

/** What a route asks of a principal at a place. What is certain is asked of the caller alone. */
export function requirementOf(
  route: Pick<ModelRoute, 'kind' | 'caller'>,
  principal: Principal['role'],
  at: Requirement['at'],
): Requirement | undefined {
  return requirements.find(
    (row) =>
      row.route === route.kind &&
      row.principal === principal &&
      row.at === at &&
      isAskedOf(row, route.caller),
  );
}

/** Only who makes the calls needs what they certainly need; a dispute is about everybody on the way. */
export function isAskedOf({ standing, principal }: Requirement, caller: ModelCaller): boolean {
  return standing === 'disputed' || principal === caller;
}
