@description('The Foundry account that hosts the project.')
param accountName string

@description('The Foundry project that hosts the agent.')
param projectName string

@description('The object id of the agent\'s instance identity.')
param agentPrincipalId string

@description('Who deploys: azd passes the signed-in user.')
param principalId string

// The model is called with the first role; the second one is for people who look at the project.
var modelRoleId = '53ca6127-db72-4b80-b1b0-d745d6d5456d'
var readerRoleId = 'acdd72a7-3385-48ef-bd42-f606fba81ae7'

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
  name: guid(project.id, agentPrincipalId, modelRoleId)
  properties: {
    principalId: agentPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', modelRoleId)
  }
}

resource deployerOnAccount 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: guid(account.id, principalId, readerRoleId)
  properties: {
    principalId: principalId
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', readerRoleId)
  }
}

output AZURE_AI_PROJECT_ID string = project.id
