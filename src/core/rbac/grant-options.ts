import type { RoleDefinition } from '../facts/azure.ts';
import { includesAction } from './permissions.ts';
import { callerRoles } from './role-catalogue.ts';

const accounts = 'Microsoft.CognitiveServices/accounts';

/**
 * What a role may open around Foundry, in words, each told by one action that stands for it. The
 * fewer of them a role opens, the smaller it is.
 */
export const capabilities: [capability: string, action: string][] = [
  ['call models', `${accounts}/OpenAI/responses/write`],
  ['call chat deployments', `${accounts}/OpenAI/deployments/chat/completions/action`],
  ['compute embeddings', `${accounts}/OpenAI/deployments/embeddings/action`],
  ['fine-tune models', `${accounts}/OpenAI/fine-tunes/write`],
  ['read agents', `${accounts}/AIServices/agents/read`],
  ['create and change agents', `${accounts}/AIServices/agents/write`],
  ['delete agents', `${accounts}/AIServices/agents/delete`],
  ['call agents', `${accounts}/AIServices/endpoints/interact/action`],
  ['run responses in the project', `${accounts}/AIServices/responses/write`],
  ['read connections', `${accounts}/AIServices/connections/read`],
  ['read connection secrets', `${accounts}/AIServices/connections/listsecrets/action`],
  ['use speech services', `${accounts}/SpeechServices/speechrest/read`],
  ['use content safety', `${accounts}/ContentSafety/text/action`],
];

/** A role that grants an action, and what else it would open. */
export interface GrantOption {
  role: RoleDefinition;
  opensBesides: string[];
}

/**
 * The roles made for callers that grant an action, the one that opens least besides first. Azure AI
 * Developer and the Cognitive Services roles beside OpenAI User are left out on purpose: Microsoft
 * advises against them around Foundry.
 */
export function grantOptions(action: string): GrantOption[] {
  return callerRoles()
    .filter(({ permissions }) => includesAction(permissions, action))
    .map((role) => ({
      role,
      opensBesides: capabilities
        .filter(([, opened]) => opened.toLowerCase() !== action.toLowerCase())
        .filter(([, opened]) => includesAction(role.permissions, opened))
        .map(([capability]) => capability),
    }))
    .sort((a, b) => a.opensBesides.length - b.opensBesides.length);
}
