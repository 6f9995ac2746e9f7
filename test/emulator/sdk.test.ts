import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { CognitiveServicesManagementClient } from '@azure/arm-cognitiveservices';
import { ResourceGraphClient } from '@azure/arm-resourcegraph';
import { SubscriptionClient } from '@azure/arm-resources-subscriptions';
import { describe, expect, it } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/index.ts';
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

  describe('ask Resource Graph', () => {
    const query =
      "resources | where type =~ 'microsoft.cognitiveservices/accounts' or type =~ 'microsoft.cognitiveservices/accounts/projects' | project id, name, type, kind, location, subscriptionId, resourceGroup, identity, properties | order by id asc";
    const ask = (emulator: RunningEmulator, text: string, skipToken?: string) =>
      new ResourceGraphClient(credentialOf(emulator), {
        endpoint: emulator.origin,
        tlsOptions: { ca: emulator.ca },
      }).resources({
        query: text,
        subscriptions: [ids.subscription, ids.modelSubscription],
        options: {
          resultFormat: 'objectArray',
          top: 1000,
          ...(skipToken === undefined ? {} : { skipToken }),
        },
      });

    // This client hands an array of rows on as an object with numbers for names.
    const rowsOf = ({ data }: { data: object }): unknown[] => Object.values(data);

    it('for what the product asks, page by page', async () => {
      const emulator = await serve('byok-other-account', { settings: { pageSize: 2 } });
      const first = await ask(emulator, query);
      expect([first.count, first.totalRecords, first.resultTruncated]).toEqual([2, 3, 'false']);
      const second = await ask(emulator, query, first.skipToken);
      expect(second.skipToken).toBeUndefined();
      expect([...rowsOf(first), ...rowsOf(second)]).toMatchObject([
        {
          name: 'contoso-foundry',
          type: 'microsoft.cognitiveservices/accounts',
          kind: 'AIServices',
        },
        { name: 'contoso-foundry/shop', identity: { principalId: ids.projectIdentity } },
        { name: 'contoso-models', kind: 'OpenAI', subscriptionId: ids.modelSubscription },
      ]);
    });

    it('and are told when it stops early', async () => {
      const emulator = await serve('resource-graph-truncated');
      const answer = await ask(emulator, query);
      expect([answer.count, answer.totalRecords, answer.resultTruncated]).toEqual([2, 3, 'true']);
      expect(answer.skipToken).toBeUndefined();
    });

    it('and are refused what it cannot read', async () => {
      const emulator = await serve('healthy');
      await expect(ask(emulator, 'resources | join x')).rejects.toMatchObject({ statusCode: 400 });
    });

    it('see role assignments as a table', async () => {
      const emulator = await serve('healthy');
      const answer = await ask(
        emulator,
        `authorizationresources | where type =~ 'microsoft.authorization/roleassignments' | where tostring(properties.principalId) == '${ids.instance}' | project id, scope = tostring(properties.scope)`,
      );
      expect(rowsOf(answer)).toHaveLength(2);
    });
  });
});
