import type { Random } from '../tenant/random.ts';
import { common, parameters, times, variables, words } from './text-parts.ts';

/** What makes one deployment differ from the next. */
export interface Deployment {
  name: string;
  random: Random;
  /** Foundry projects of the account, each with an identity that is granted roles. */
  projects: string[];
}

const roles: Record<string, string> = {
  foundryUser: '53ca6127-db72-4b80-b1b0-d745d6d5456d',
  cognitiveServicesUser: 'a97b65f3-24c7-4388-baec-2e87135dc908',
  openAiUser: '5e0bd9bd-7b93-4f28-af87-19fc36ad61bd',
  azureAiDeveloper: '64702f94-c441-49e6-a78b-ef80e0188fee',
};

export const foundryText = ({ random }: Deployment): string => `${common}
${parameters(random)}
param projectNames array = []

${variables(random)}

resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: '\${prefix}-foundry'
  location: location
  tags: tags
  kind: 'AIServices'
  identity: {
    type: 'SystemAssigned'
  }
  sku: {
    name: 'S0'
  }
  properties: {
    allowProjectManagement: true
    customSubDomainName: '\${prefix}-foundry'
    disableLocalAuth: ${random.chance(0.7)}
    publicNetworkAccess: 'Enabled'
  }

  resource project 'projects' = [for name in projectNames: {
    name: name
    location: location
    identity: {
      type: 'SystemAssigned'
    }
    properties: {}
  }]
}

resource deployment 'Microsoft.CognitiveServices/accounts/deployments@2025-06-01' = {
  parent: account
  name: 'chat'
  sku: {
    name: 'GlobalStandard'
    capacity: ${10 + random.below(90)}
  }
  properties: {
    model: {
      format: 'OpenAI'
      name: 'gpt-4.1-mini'
    }
  }
}

output accountName string = account.name
output endpoint string = account.properties.endpoints['AI Foundry API']
output principalIds array = [for (name, i) in projectNames: account::project[i].identity.principalId]
`;

export const rolesText = ({ random }: Deployment): string => `${common}
param accountName string
param projectName string
param principalId string
@allowed(['User', 'Group', 'ServicePrincipal'])
param principalType string = 'ServicePrincipal'

resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' existing = {
  name: accountName

  resource project 'projects' existing = {
    name: projectName
  }
}

var roleIds = {
${times(Object.keys(roles).length, (index) => {
  const [name, guid] = Object.entries(roles)[index] ?? [];
  return `  ${name}: '${guid}'`;
})}
}

${Object.keys(roles)
  .filter((_, index) => index === 0 || random.chance(0.5))
  .map(
    (name) => `resource ${name}Assignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, principalId, roleIds.${name})
  scope: ${random.chance(0.3) ? 'account::project' : 'account'}
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds.${name})
    principalId: principalId
    principalType: principalType
  }
}
`,
  )
  .join('\n')}`;

/** A module of another service, which has nothing to do with Foundry: most files are such. */
export const serviceText = ({ random }: Deployment, type: string): string => `${common}
${parameters(random)}
${variables(random)}

resource service '${type}' = {
  name: '\${prefix}-service'
  location: location
  tags: union(tags, { kind: 'service' })
  properties: {
${times(6 + random.below(30), (index) =>
  random.pick([
    `    ${random.pick(words)}${index}: 'value \${prefix} ${index}'`,
    `    setting${index}: empty(tags) ? null : string(tags)`,
    `    list${index}: [\n      'one'\n      prefix\n      concat(prefix, '-${index}')\n    ]`,
    `    nested${index}: {\n      enabled: ${random.chance(0.5)}\n      // Kept for older clients.\n      limit: ${random.below(1_000)}\n    }`,
  ]),
)}
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (length(prefix) > 2) {
  name: 'to-workspace'
  scope: service
  properties: {
    logs: [for category in ['Audit', 'Request']: {
      category: category
      enabled: true
    }]
  }
}

output id string = service.id
`;

/** Syntax of 2025 and 2026, which fewer files use. */
export const modernText = ({ random }: Deployment): string => `import {
  tagSet
  nameOf as nameFrom
} from './shared.bicep'

extension microsoftGraphV1

${common}
${parameters(random)}
type setting = {
  @description('What it is called.')
  name: string
  value: resourceInput<'Microsoft.Storage/storageAccounts@2024-01-01'>.tags?
  *: string
}

var settings setting[] = [
  ...map(range(0, 3), i => { name: 's\${i}' })
  { name: nameFrom(prefix) }
]

var script = $'''
  echo "\${prefix}"
'''

output first string = settings[?0].?name ?? script
`;

export const sharedText = (): string => `@export()
type tagSet = {
  *: string
}

@export()
func nameOf(prefix string) string => toLower('\${prefix}-shared')
`;

export const mainText = ({ name, random, projects }: Deployment, services: string[]): string =>
  `targetScope = 'resourceGroup'

${common}
param deployerId string = deployer().objectId
${parameters(random)}
${variables(random)}

module foundry 'modules/foundry.bicep' = {
  name: 'foundry'
  params: {
    prefix: prefix
    location: location
    tags: tags
    projectNames: [
${times(projects.length, (index) => `      '${projects[index]}'`)}
    ]
  }
}

${times(
  projects.length,
  (index) => `module roles${index} 'modules/roles.bicep' = {
  name: '${name}-roles-${index}'
  params: {
    prefix: prefix
    accountName: foundry.outputs.accountName
    projectName: '${projects[index]}'
    principalId: ${index === 0 ? 'deployerId' : `foundry.outputs.principalIds[${index}]`}
    principalType: '${index === 0 ? 'User' : 'ServicePrincipal'}'
  }
}
`,
)}
${times(
  services.length,
  (index) => `module service${index} 'modules/${services[index]}' = {
  name: 'service-${index}'
  params: {
    prefix: '\${prefix}${index}'
    tags: tags
  }
}
`,
)}
output endpoint string = foundry.outputs.endpoint
`;

export const parametersText = ({ name }: Deployment): string => `using 'main.bicep'

param prefix = '${name}'
param location = readEnvironmentVariable('AZURE_LOCATION', 'swedencentral')
param tags = {
  app: '${name}'
}
`;
