const subscription = '3f6c2f4e-8f0b-4d5e-9b7a-2c41d0a7e915';
const modelSubscription = 'a81d5c36-0e47-4c9d-b2f3-7d90e6b15c24';
const resourceGroup = `/subscriptions/${subscription}/resourceGroups/rg-shop`;
const account = `${resourceGroup}/providers/Microsoft.CognitiveServices/accounts/contoso-foundry`;

/** What the sample tenants call their things. */
export const ids = {
  subscription,
  modelSubscription,
  resourceGroup,
  account,
  project: `${account}/projects/shop`,
  agent: `${account}/projects/shop/agents/concierge`,
  otherAccount: `/subscriptions/${modelSubscription}/resourceGroups/rg-models/providers/Microsoft.CognitiveServices/accounts/contoso-models`,
  component: `${resourceGroup}/providers/Microsoft.Insights/components/shop-insights`,
  workspace: 'ae25c80d-7b61-4f9e-a0d3-64f1b8e7c529',
  appId: 'd60b7e14-f2a9-4c38-85d6-3e9a1c70b5f4',
  managementGroup: '/providers/Microsoft.Management/managementGroups/contoso',
  instance: '7c1e5b90-42d8-4f6a-a3c7-0b9d8e6f1a52',
  formerInstance: '1f83a6d4-59c0-4e7b-92d5-c8b40f7e3a16',
  projectIdentity: 'b36d9f02-8c71-4e05-97a4-6d1f2e8c50ba',
  doctor: 'c2d7108b-5e94-4a3f-b60d-f1e82a7c9d43',
  foundryUser: '53ca6127-db72-4b80-b1b0-d745d6d5456d',
  reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
};
