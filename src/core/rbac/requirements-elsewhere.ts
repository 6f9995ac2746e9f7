import type { Requirement } from './requirements.ts';

/**
 * What the other callers around an agent need, for people who look it up. A diagnosis judges the
 * model calls in `requirements.ts`; these rows are its neighbours.
 */
export interface RequirementElsewhere {
  caller:
    'developer' | 'end user' | 'agent identity' | 'project managed identity' | 'proxy identity';
  need: string;
  action: string;
  at: 'project' | 'account' | 'search service' | 'storage account';
  /** Audience of the token, where a wrong one is a common mistake. */
  audience?: string;
  basis: Requirement['basis'];
}

const accounts = 'Microsoft.CognitiveServices/accounts';
const observed = (text: string, source: string): Requirement['basis'] => ({
  kind: 'observed',
  text,
  source,
});
const reported = (text: string, source: string): Requirement['basis'] => ({
  kind: 'reported',
  text,
  source,
});
const documented = (text: string, source: string): Requirement['basis'] => ({
  kind: 'documented',
  text,
  source,
});

const permissionsPage =
  'https://learn.microsoft.com/azure/foundry/agents/concepts/hosted-agent-permissions';
const proxyGuide = 'https://github.com/microsoft/azure-ai-proxy-lite';

export const requirementsElsewhere: RequirementElsewhere[] = [
  {
    caller: 'developer',
    need: 'create or change an agent',
    action: `${accounts}/AIServices/agents/write`,
    at: 'project',
    basis: observed(
      'Owner, Contributor and Azure AI Developer do not grant it; the service denied this action.',
      'https://github.com/microsoft/microsoft-foundry-for-vscode/issues/325',
    ),
  },
  {
    caller: 'developer',
    need: 'list and read agents',
    action: `${accounts}/AIServices/agents/read`,
    at: 'project',
    basis: observed(
      'The service denied this action to signed-in developers.',
      'https://github.com/microsoft/microsoft-foundry-for-vscode/issues/205',
    ),
  },
  {
    caller: 'developer',
    need: 'call an agent’s endpoint',
    action: `${accounts}/AIServices/endpoints/interact/action`,
    at: 'project',
    basis: reported(
      'It is the one data action of Foundry Agent Consumer.',
      'https://learn.microsoft.com/azure/foundry/agents/concepts/agent-endpoint-authorization',
    ),
  },
  {
    caller: 'end user',
    need: 'talk to an agent through Teams or Microsoft 365',
    action: `${accounts}/AIServices/agents/write`,
    at: 'project',
    basis: observed(
      'The channel refused users without it and named the action.',
      'https://github.com/orgs/microsoft-foundry/discussions/366',
    ),
  },
  {
    caller: 'agent identity',
    need: 'keep the state of its sessions',
    action: `${accounts}/AIServices/agents/storage/write`,
    at: 'project',
    basis: documented(
      'Implicit for an agent in its own project; a role is the explicit equivalent.',
      permissionsPage,
    ),
  },
  {
    caller: 'agent identity',
    need: 'act for the user who calls it',
    action: `${accounts}/AIServices/agents/endpoints/UserIdentityImpersonation/action`,
    at: 'project',
    basis: observed(
      'The built-in roles leave it out, so only a custom role grants it.',
      'https://github.com/Azure/GPT-RAG/issues/591',
    ),
  },
  {
    caller: 'project managed identity',
    need: 'set up tracing and read connections',
    action: `${accounts}/AIServices/connections/read`,
    at: 'account',
    basis: observed(
      'Without a role at the account tracing could not be initialised.',
      'https://github.com/microsoft-foundry/foundry-samples/issues/517',
    ),
  },
  {
    caller: 'project managed identity',
    need: 'compute the embeddings of Foundry Memory',
    action: `${accounts}/OpenAI/deployments/embeddings/action`,
    at: 'account',
    basis: reported(
      'An assignment at the project had no effect.',
      'https://github.com/microsoft/aspire/issues/18938',
    ),
  },
  {
    caller: 'proxy identity',
    need: 'pass on chat completions',
    action: `${accounts}/OpenAI/deployments/chat/completions/action`,
    at: 'account',
    audience: 'https://cognitiveservices.azure.com',
    basis: documented('Cognitive Services OpenAI User at the account is enough.', proxyGuide),
  },
  {
    caller: 'proxy identity',
    need: 'pass on embeddings',
    action: `${accounts}/OpenAI/deployments/embeddings/action`,
    at: 'account',
    audience: 'https://cognitiveservices.azure.com',
    basis: documented('Cognitive Services OpenAI User at the account is enough.', proxyGuide),
  },
  {
    caller: 'proxy identity',
    need: 'pass on agent operations',
    action: `${accounts}/AIServices/agents/write`,
    at: 'project',
    audience: 'https://ai.azure.com',
    basis: documented(
      'Foundry User at the project; Azure AI Developer is not enough, and the endpoint has to be the project’s on services.ai.azure.com.',
      proxyGuide,
    ),
  },
  {
    caller: 'proxy identity',
    need: 'use the models behind those agents',
    action: `${accounts}/OpenAI/responses/write`,
    at: 'account',
    audience: 'https://ai.azure.com',
    basis: documented(
      'A role at the account of the models beside the one at the project.',
      proxyGuide,
    ),
  },
  {
    caller: 'agent identity',
    need: 'query a search index as a tool',
    action: 'Microsoft.Search/searchServices/indexes/documents/read',
    at: 'search service',
    basis: reported(
      'The search service has to accept Entra tokens, too, and not keys only.',
      'https://github.com/MicrosoftLearning/mslearn-ai-agents/issues/156',
    ),
  },
  {
    caller: 'agent identity',
    need: 'read blobs as a tool',
    action: 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read',
    at: 'storage account',
    basis: documented(
      'Storage Blob Data Reader; control-plane roles such as Contributor do not open blobs.',
      'https://learn.microsoft.com/azure/storage/blobs/assign-azure-role-data-access',
    ),
  },
];
