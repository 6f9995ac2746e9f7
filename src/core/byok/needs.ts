import { publicCloud, usGovernmentCloud } from '../arm/cloud.ts';
import { grantOptions } from '../rbac/grant-options.ts';
import { modelCallAction, requirementOf, type Requirement } from '../rbac/requirements.ts';
import { isAccount, readEndpoint, type Endpoint } from './endpoint.ts';
import type { Provider } from './provider.ts';

/** What an endpoint asks of a caller that signs in with Entra. */
export interface Needs {
  /** The token's audience, without `/.default`. */
  audience: string;
  action: string;
  at: 'account' | 'project';
  /** The account's name as the host gives it, and the project's. */
  resource: string;
  project: string | null;
  /** Roles that grant the action, the one that opens least besides first. */
  roles: { guid: string; name: string }[];
  basis: Requirement['basis'] | null;
}

const chatAction =
  'Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action';

/** Null where the endpoint is no Azure account's, or cannot be read. A key needs no role. */
export function needsOf(provider: Provider): Needs | null {
  const endpoint = provider.url === null ? null : readEndpoint(provider.url.text);
  if (endpoint === null || !isAccount(endpoint) || provider.credential === 'key') return null;
  // A host that is still to be filled in names no account; China's audience is not documented.
  if (/[<{$%]/.test(endpoint.resource) || endpoint.cloud === 'china') return null;
  const action = callsResponses(endpoint, provider) ? modelCallAction : chatAction;
  const at = endpoint.project === null ? 'account' : 'project';
  const kind = at === 'project' ? 'project-endpoint' : 'own-account-endpoint';
  return {
    audience: audienceOf(endpoint),
    action,
    at,
    resource: endpoint.resource,
    project: endpoint.project,
    roles: grantOptions(action).map(({ role }) => ({ guid: role.guid, name: role.roleName })),
    basis: requirementOf({ kind, caller: 'agent-instance' }, 'agent-instance', at)?.basis ?? null,
  };
}

/** The audience that an endpoint takes; accounts take Foundry's too, projects no other. */
export function audienceOf({ cloud, project }: Endpoint): string {
  const { foundry, cognitiveServices } =
    cloud === 'us-government' ? usGovernmentCloud : publicCloud;
  return (project === null ? cognitiveServices : foundry).audience;
}

function callsResponses(endpoint: Endpoint, { api }: Provider): boolean {
  if (/\/responses$/.test(endpoint.path)) return true;
  return api === 'responses' && !/\/chat\/completions$/.test(endpoint.path);
}
