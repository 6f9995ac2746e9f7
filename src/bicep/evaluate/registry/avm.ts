import data from './avm-modules.json' with { type: 'json' };

/** What is known of a module of the public registry (Azure Verified Modules). */
export interface RegistryModule {
  /** `avm/res/cognitive-services/account`. */
  path: string;
  /** The type of the main resource that it makes; null where there is none, or none is known. */
  type: string | null;
  /**
   * The role names that it resolves, with their GUIDs, as of the date in the data. Null where its map
   * could not be read.
   */
  roles: ReadonlyMap<string, string> | null;
  /** True for one that may do things of which nothing is known. */
  isUnfamiliar: boolean;
}

const modules = new Map(
  Object.entries(data.modules).map(([path, [type, roles]]): [string, RegistryModule] => [
    `avm/res/${path}`,
    {
      path: `avm/res/${path}`,
      type: type as string,
      roles: roles ? rolesAt(roles as number[]) : null,
      isUnfamiliar: false,
    },
  ]),
);

function rolesAt(indices: number[]): ReadonlyMap<string, string> {
  const all = data.roles as [string, string][];
  return new Map(indices.flatMap((index) => (all[index] ? [all[index]] : [])));
}

/** `br/public:avm/…:1.0.0`, under an alias or with the registry's host. */
const reference = /^br(?:\/[\w-]+:|:[\w.-]+\/(?:bicep\/)?)(avm\/(?:res|ptn|utl)\/[^:]+)(?::.*)?$/;

/** A module of the registry by how a template refers to it. Null for all other references. */
export function registryModule(text: string): RegistryModule | null {
  const path = reference.exec(text)?.[1]?.toLowerCase();
  if (path === undefined) return null;
  const isUnfamiliar =
    path.startsWith('avm/ptn/') && !(path in assignmentModules) && !(path in nestedAssignments);
  return modules.get(path) ?? { path, type: null, roles: null, isUnfamiliar };
}

/** Modules that make one role assignment from their parameters, and where they make it. */
export const assignmentModules: Record<string, { role: string; at: 'own-scope' | 'resourceId' }> = {
  'avm/res/authorization/role-assignment/rg-scope': {
    role: 'roleDefinitionIdOrName',
    at: 'own-scope',
  },
  'avm/res/authorization/role-assignment/sub-scope': {
    role: 'roleDefinitionIdOrName',
    at: 'own-scope',
  },
  'avm/res/authorization/role-assignment/mg-scope': {
    role: 'roleDefinitionIdOrName',
    at: 'own-scope',
  },
  'avm/ptn/authorization/role-assignment': { role: 'roleDefinitionIdOrName', at: 'own-scope' },
  'avm/ptn/authorization/resource-role-assignment': { role: 'roleDefinitionId', at: 'resourceId' },
};

/** The roles that modules for one assignment know by name. */
export const rolesOfAssignmentModules: ReadonlyMap<string, string> = new Map(
  (data.roles as [string, string][]).filter(([name]) =>
    [
      'Contributor',
      'Owner',
      'Reader',
      'Role Based Access Control Administrator',
      'User Access Administrator',
    ].includes(name),
  ),
);

/**
 * Parameters of pattern modules whose `roleAssignments` are made at a resource that the module
 * creates, with the property that names it.
 */
export const nestedAssignments: Record<
  string,
  { parameter: string; type: string; name: string }[]
> = {
  'avm/ptn/ai-ml/ai-foundry': [
    {
      parameter: 'aiFoundryConfiguration',
      type: 'Microsoft.CognitiveServices/accounts',
      name: 'accountName',
    },
    { parameter: 'keyVaultConfiguration', type: 'Microsoft.KeyVault/vaults', name: 'name' },
    { parameter: 'aiSearchConfiguration', type: 'Microsoft.Search/searchServices', name: 'name' },
    {
      parameter: 'storageAccountConfiguration',
      type: 'Microsoft.Storage/storageAccounts',
      name: 'name',
    },
    {
      parameter: 'cosmosDbConfiguration',
      type: 'Microsoft.DocumentDB/databaseAccounts',
      name: 'name',
    },
  ],
};
