import { builtInRoleNamed } from '../../core/rbac/built-in-roles.ts';
import { includesAction } from '../../core/rbac/permissions.ts';
import { shippedDefinition } from '../../core/rbac/role-catalogue.ts';
import type { GrantRole } from '../grants/role-grant.ts';

/** GUIDs of roles that rules speak of by name. */
export const roles = {
  azureAiDeveloper: '64702f94-c441-49e6-a78b-ef80e0188fee',
  owner: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
  contributor: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
  userAccessAdministrator: '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9',
  roleBasedAccessControlAdministrator: 'f58310d9-a9f6-439a-9e8d-f62e7b41a168',
  cognitiveServicesContributor: '25fbc0a9-bd7c-42a3-aa1a-3b75d497ee68',
  foundryAccountOwner: 'e47c6f54-e4a2-4754-9501-8e0985b135e1',
  azureAiAdministrator: 'b78c5d69-af96-48a3-bf8d-a8b4d589de94',
} as const;

const agents = 'Microsoft.CognitiveServices/accounts/AIServices/agents/write';
const models = 'Microsoft.CognitiveServices/accounts/OpenAI/responses/write';
const interaction = 'Microsoft.CognitiveServices/accounts/AIServices/endpoints/interact/action';
const runtime = 'Microsoft.CognitiveServices/accounts/AIServices/responses/write';

/** The GUID that a grant's role comes to, null where the templates do not tell. */
export function guidOf(role: GrantRole): string | null {
  switch (role.kind) {
    case 'guid':
      return role.guid;
    case 'name':
      return role.guid ?? builtInRoleNamed(role.name)?.guid ?? null;
    case 'unknown':
      return null;
  }
}

/** Whether a role opens all that an agent does: Foundry User, Cognitive Services User and the like. */
export function opensAgents(guid: string): boolean {
  return opens(guid, agents) && opens(guid, models);
}

/** Whether a role lets its holder call models directly. */
export function opensModels(guid: string): boolean {
  return opens(guid, models);
}

/** Whether a role opens anything of agents, be it only talking to them. */
export function opensSomethingOfAgents(guid: string): boolean {
  return [agents, interaction, runtime].some((action) => opens(guid, action));
}

function opens(guid: string, action: string): boolean {
  const definition = shippedDefinition(guid);
  return definition !== null && includesAction(definition.permissions, action);
}
