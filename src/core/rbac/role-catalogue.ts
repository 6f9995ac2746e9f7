import type { RoleDefinition } from '../facts/azure.ts';

/** GUIDs of the roles that the product itself hands out or speaks of. */
export const roleIds = {
  foundryUser: '53ca6127-db72-4b80-b1b0-d745d6d5456d',
  cognitiveServicesOpenAiUser: '5e0bd9bd-7b93-4f28-af87-19fc36ad61bd',
} as const;

interface CatalogueRole {
  name: string;
  /** The name before May 2026, where the role was renamed. */
  formerName?: string;
  /** True for roles made for callers: the ones to hand out. The others manage things as well. */
  forCallers?: true;
  /** Data actions as the built-in definition lists them. */
  dataActions: string[];
  notDataActions: string[];
}

const everything = ['Microsoft.CognitiveServices/*'];
const impersonation =
  'Microsoft.CognitiveServices/accounts/AIServices/agents/endpoints/UserIdentityImpersonation/action';
const fineTuning = [
  'Microsoft.CognitiveServices/accounts/OpenAI/fine-tunes-deployments/write',
  'Microsoft.CognitiveServices/accounts/AIServices/fine_tuning_deployments/write',
];
const openAi = 'Microsoft.CognitiveServices/accounts/OpenAI';

/**
 * The built-in roles that people meet around Foundry, by GUID. It is a fallback for names and, where
 * the tenant does not let a definition be read, for permissions: built-in roles gain actions over
 * time, so a definition read from the tenant always wins.
 */
const catalogue: Record<string, CatalogueRole> = {
  [roleIds.foundryUser]: {
    name: 'Foundry User',
    formerName: 'Azure AI User',
    forCallers: true,
    dataActions: everything,
    notDataActions: [impersonation, ...fineTuning],
  },
  'eadc314b-1a2d-4efa-be10-5d325db5065e': {
    name: 'Foundry Project Manager',
    formerName: 'Azure AI Project Manager',
    dataActions: everything,
    notDataActions: [impersonation, ...fineTuning],
  },
  'c883944f-8b7b-4483-af10-35834be79c4a': {
    name: 'Foundry Owner',
    formerName: 'Azure AI Owner',
    dataActions: everything,
    notDataActions: [impersonation],
  },
  'e47c6f54-e4a2-4754-9501-8e0985b135e1': {
    name: 'Foundry Account Owner',
    formerName: 'Azure AI Account Owner',
    dataActions: [],
    notDataActions: [],
  },
  'eed3b665-ab3a-47b6-8f48-c9382fb1dad6': {
    name: 'Foundry Agent Consumer',
    forCallers: true,
    dataActions: ['Microsoft.CognitiveServices/accounts/AIServices/endpoints/interact/action'],
    notDataActions: [],
  },
  '142bfaed-a13f-4c2d-bed2-6db62c4a1009': {
    name: 'Foundry Project Runtime User',
    forCallers: true,
    dataActions: ['Microsoft.CognitiveServices/accounts/AIServices/responses/*'],
    notDataActions: [],
  },
  [roleIds.cognitiveServicesOpenAiUser]: {
    name: 'Cognitive Services OpenAI User',
    forCallers: true,
    dataActions: [
      `${openAi}/*/read`,
      `${openAi}/deployments/chat/completions/action`,
      `${openAi}/deployments/completions/action`,
      `${openAi}/deployments/embeddings/action`,
      `${openAi}/images/generations/action`,
      `${openAi}/assistants/*`,
      `${openAi}/responses/*`,
    ],
    notDataActions: [`${openAi}/stored-completions/read`],
  },
  'a001fd3d-188f-4b5d-821b-7da978bf7442': {
    name: 'Cognitive Services OpenAI Contributor',
    dataActions: [`${openAi}/*`],
    notDataActions: [],
  },
  'a97b65f3-24c7-4388-baec-2e87135dc908': {
    name: 'Cognitive Services User',
    dataActions: everything,
    notDataActions: [impersonation, ...fineTuning],
  },
  '19c28022-e58e-450d-a464-0b2a53034789': {
    name: 'Cognitive Services Data Contributor (Preview)',
    dataActions: everything,
    notDataActions: fineTuning,
  },
  '25fbc0a9-bd7c-42a3-aa1a-3b75d497ee68': {
    name: 'Cognitive Services Contributor',
    dataActions: [],
    notDataActions: [],
  },
  '64702f94-c441-49e6-a78b-ef80e0188fee': {
    name: 'Azure AI Developer',
    dataActions: [
      `${openAi}/*`,
      'Microsoft.CognitiveServices/accounts/SpeechServices/*',
      'Microsoft.CognitiveServices/accounts/ContentSafety/*',
      'Microsoft.CognitiveServices/accounts/MaaS/*',
    ],
    notDataActions: [`${openAi}/fine-tunes-deployments/write`],
  },
  '8e3af657-a8ff-443c-a75c-2fe8c4bcb635': { name: 'Owner', dataActions: [], notDataActions: [] },
  'b24988ac-6180-42a0-ab88-20f7382dd24c': {
    name: 'Contributor',
    dataActions: [],
    notDataActions: [],
  },
  'acdd72a7-3385-48ef-bd42-f606fba81ae7': { name: 'Reader', dataActions: [], notDataActions: [] },
};

/** GUIDs in public code that name no role, with the role that was meant. */
const misspeltRoles: Record<string, string> = {
  '53ca6127-db72-4e31-b599-04dc5da150b4': roleIds.foundryUser,
  'a97b65f3-24c7-4388-baec-2e87b95c1773': 'a97b65f3-24c7-4388-baec-2e87135dc908',
};

/** The role that a misspelt GUID means, or null where the GUID is no known misspelling. */
export function meantRole(guid: string): string | null {
  return misspeltRoles[guid] ?? null;
}

/** A role's name for people, with its former one: "Foundry User (formerly Azure AI User)". */
export function roleNameForPeople(guid: string, readName?: string): string {
  const role = catalogue[guid];
  const name = role?.name ?? readName ?? `role ${guid}`;
  return role?.formerName === undefined ? name : `${name} (formerly ${role.formerName})`;
}

/** The shipped definition of a built-in role, for tenants that do not let it be read. */
export function shippedDefinition(guid: string): RoleDefinition | null {
  const role = catalogue[guid];
  if (role === undefined) return null;
  const { dataActions, notDataActions } = role;
  return {
    guid,
    roleName: role.name,
    type: 'BuiltInRole',
    permissions: [{ actions: [], notActions: [], dataActions, notDataActions, condition: null }],
  };
}

/** The data actions of all shipped roles, as patterns, given and left out alike. */
export function cataloguePatterns(): string[] {
  return Object.values(catalogue).flatMap(({ dataActions, notDataActions }) => [
    ...dataActions,
    ...notDataActions,
  ]);
}

/** The shipped definitions of the roles to hand out to callers. */
export function callerRoles(): RoleDefinition[] {
  return Object.entries(catalogue)
    .filter(([, { forCallers }]) => forCallers)
    .map(([guid]) => shippedDefinition(guid))
    .filter((definition) => definition !== null);
}
