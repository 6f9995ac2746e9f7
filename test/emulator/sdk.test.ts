import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { CognitiveServicesManagementClient } from '@azure/arm-cognitiveservices';
import { SubscriptionClient } from '@azure/arm-resources-subscriptions';
import { describe, expect, it } from 'vitest';
import { credentialOf, serve } from './start.ts';
import { ids } from './ids.ts';

/** Everything an async iterator of an SDK gives. */
async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const result: T[] = [];
  for await (const item of items) result.push(item);
  return result;
}

describe('the official SDKs over TLS', () => {
  it('sign in and read the inventory, page by page', async () => {
    const emulator = await serve('byok-other-account', { settings: { pageSize: 1 } });
    const options = { endpoint: emulator.origin, tlsOptions: { ca: emulator.ca } };
    const credential = credentialOf(emulator);

    const subscriptions = await all(
      new SubscriptionClient(credential, options).subscriptions.list(),
    );
    expect(subscriptions.map((item) => item.displayName)).toEqual([
      'Contoso Shop',
      'Contoso Models',
    ]);

    const client = new CognitiveServicesManagementClient(credential, ids.subscription, options);
    const accounts = await all(client.accounts.list());
    expect(accounts.map(({ name, kind }) => [name, kind])).toEqual([
      ['contoso-foundry', 'AIServices'],
    ]);
    expect(accounts[0]?.properties?.endpoints?.['OpenAI Language Model Instance API']).toBe(
      `${emulator.origin}/contoso-foundry.openai.azure.com/`,
    );
    const projects = await all(client.projects.list('rg-shop', 'contoso-foundry'));
    expect(projects[0]?.name).toBe('contoso-foundry/shop');
    const connections = await all(
      client.projectConnections.list('rg-shop', 'contoso-foundry', 'shop'),
    );
    expect(connections.map((item) => item.properties.category)).toEqual([
      'AppInsights',
      'AzureOpenAI',
    ]);
    expect(emulator.requests().filter(({ path }) => path.includes('skiptoken'))).toHaveLength(2);
  });

  it('refuse a server whose certificate they were not told of', async () => {
    const emulator = await serve('healthy');
    const client = new SubscriptionClient(credentialOf(emulator), {
      endpoint: emulator.origin,
      retryOptions: { maxRetries: 0 },
    });
    await expect(all(client.subscriptions.list())).rejects.toThrow(/self-signed certificate/);
  });

  it('read role assignments as ARM stores them, mixed casing included', async () => {
    const emulator = await serve('inherited-resource-group');
    const client = new AuthorizationManagementClient(credentialOf(emulator), ids.subscription, {
      endpoint: emulator.origin,
      tlsOptions: { ca: emulator.ca },
    });
    const rows = await all(
      client.roleAssignments.listForScope(ids.project, {
        filter: `assignedTo('${ids.instance}')`,
      }),
    );
    expect(rows.map(({ scope }) => scope?.toLowerCase()).sort()).toEqual(
      [ids.project, ids.resourceGroup].map((scope) => scope.toLowerCase()).sort(),
    );
    expect(rows.every((row) => row.principalType === 'ServicePrincipal')).toBe(true);
    const definition = await client.roleDefinitions.getById(rows[0]?.roleDefinitionId ?? '');
    expect(definition.roleName).toBe('Foundry User');
  });
});
