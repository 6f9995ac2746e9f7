/** A resource that a pattern module makes by one of its parameters. */
export interface PatternPart {
  /** The parameter, an object that may hold `roleAssignments` for the resource. */
  parameter: string;
  type: string;
  /** The property of the object that names it; the module makes a name of its own without. */
  name: string;
  /** The output that holds its name. */
  output: string;
  /** The module for such resources, whose role names hold. */
  module: string | null;
  /** The parameter that has to be true for it to be made; null where it always is. */
  onlyIf: string | null;
}

interface PatternModule {
  /** The first version with these parameters. */
  since: string;
  parts: PatternPart[];
}

const beside = 'includeAssociatedResources';

export const patternModules: Record<string, PatternModule> = {
  'avm/ptn/ai-ml/ai-foundry': {
    since: '0.2',
    parts: [
      {
        parameter: 'aiFoundryConfiguration',
        type: 'Microsoft.CognitiveServices/accounts',
        name: 'accountName',
        output: 'aiServicesName',
        module: 'cognitive-services/account',
        onlyIf: null,
      },
      {
        parameter: 'keyVaultConfiguration',
        type: 'Microsoft.KeyVault/vaults',
        name: 'name',
        output: 'keyVaultName',
        module: 'key-vault/vault',
        onlyIf: beside,
      },
      {
        parameter: 'aiSearchConfiguration',
        type: 'Microsoft.Search/searchServices',
        name: 'name',
        output: 'aiSearchName',
        module: 'search/search-service',
        onlyIf: beside,
      },
      {
        parameter: 'storageAccountConfiguration',
        type: 'Microsoft.Storage/storageAccounts',
        name: 'name',
        output: 'storageAccountName',
        module: 'storage/storage-account',
        onlyIf: beside,
      },
      {
        parameter: 'cosmosDbConfiguration',
        type: 'Microsoft.DocumentDB/databaseAccounts',
        name: 'name',
        output: 'cosmosAccountName',
        module: null,
        onlyIf: beside,
      },
    ],
  },
};
