@description('The Foundry account that hosts the project.')
param accountName string

@description('The Foundry project that hosts the agent.')
param projectName string

@description('The object id of the agent\'s instance identity.')
param agentPrincipalId string

// Foundry User
var foundryUserRoleId = '53ca6127-db72-4b80-b1b0-d745d6d5456d'

resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' existing = {
  name: accountName
}

resource project 'Microsoft.CognitiveServices/accounts/projects@2025-06-01' existing = {
  parent: account
  name: projectName
}

// The grant covers the project only. A model call is authorized on the account that serves the model.
resource agentOnProject 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: project
  name: guid(project.id, agentPrincipalId, foundryUserRoleId)
  properties: {
    principalId: agentPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', foundryUserRoleId)
  }
}
