import { createHttpHeaders, createPipelineRequest, RestError } from '@azure/core-rest-pipeline';
import { describe, expect, it } from 'vitest';
import type { Connection } from '../../src/core/facts/azure.ts';
import type { Session } from '../../src/gather/session.ts';
import { logSourcesOf } from '../../src/gather/telemetry/log-sources.ts';
import { runQuery } from '../../src/gather/telemetry/run-query.ts';

/** A session whose log client answers, or fails, with what is given. */
function answering(answer: object): Session {
  const queryResource = () =>
    answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  return { clients: { logs: { queryResource } } } as unknown as Session;
}

function refused(status: number, code: string, message: string): RestError {
  const request = createPipelineRequest({ url: 'https://logs.example/v1/x/query' });
  const bodyAsText = JSON.stringify({
    error: { code: 'BadArgumentError', innererror: { code, message } },
  });
  const response = { request, status, headers: createHttpHeaders(), bodyAsText };
  return new RestError('failed', { statusCode: status, request, response });
}

const component = { way: 'component', id: '/c' } as const;
const columnDescriptors = [{ name: 'rows', type: 'long' }];

describe('runQuery', () => {
  it('tells a table that was never written from one that may not be read', async () => {
    const noTable = refused(400, 'SEM0100', "Failed to resolve table expression named 'traces'");
    await expect(runQuery(answering(noTable), component, 'q')).rejects.toMatchObject({
      reason: 'not-found',
      message: expect.stringContaining('no table traces') as string,
    });
    const noAccess = refused(403, 'InsufficientAccessError', 'No access');
    await expect(runQuery(answering(noAccess), component, 'q')).rejects.toMatchObject({
      reason: 'refused',
      message: expect.stringContaining('Monitoring Reader') as string,
    });
  });

  it('hands on the rows of a partial answer together with what it lacks', async () => {
    const partial = {
      status: 'PartialFailure',
      partialTables: [{ name: 'PrimaryResult', columnDescriptors, rows: [[3]] }],
      partialError: { code: 'PartialError', message: 'one shard is away' },
    };
    expect(await runQuery(answering(partial), component, 'q')).toEqual({
      rows: [{ rows: 3 }],
      partial: 'one shard is away',
    });
  });
});

describe('logSourcesOf', () => {
  const appId = 'd60b7e14-f2a9-4c38-85d6-3e9a1c70b5f4';
  const armId = (name: string): string =>
    `/subscriptions/s/resourceGroups/g/providers/microsoft.insights/components/${name}`;
  const insights = (name: string, more: Partial<Connection> = {}): Connection => ({
    ...{ id: name, name, level: 'project', category: 'AppInsights', authType: 'ApiKey' },
    ...{ target: armId(name), resourceId: null, isDefault: false },
    ...more,
  });
  const namesOf = (more: Partial<Connection>) => logSourcesOf([insights('x', more)])[0]?.names;

  it('takes the default connection first, then the project’s own, and the same one once', () => {
    const own = insights('own');
    const shared = insights('shared', { level: 'account' });
    const order = (connections: Connection[]) =>
      logSourcesOf(connections).map(({ connection }) => connection.name);
    expect(order([shared, own])).toEqual(['own', 'shared']);
    expect(order([own, { ...shared, isDefault: true }])).toEqual(['shared', 'own']);
    expect(order([shared, { ...own, target: armId('SHARED') }])).toEqual(['own']);
  });

  it('reads an ARM id or an App ID, wherever it stands', () => {
    expect(namesOf({ resourceId: armId('y'), target: 'https://x.example' })).toEqual({
      kind: 'arm-id',
      id: armId('y'),
    });
    for (const target of [
      appId,
      `https://api.applicationinsights.io/v1/apps/${appId}`,
      `InstrumentationKey=x;IngestionEndpoint=https://y/;ApplicationId=${appId}`,
    ]) {
      expect(namesOf({ target })).toEqual({ kind: 'app-id', id: appId });
    }
  });

  it('names nothing where nothing leads to a component', () => {
    expect(logSourcesOf([])).toEqual([]);
    expect(logSourcesOf([insights('search', { category: 'CognitiveSearch' })])).toEqual([]);
    for (const target of ['https://x.example', 'InstrumentationKey=x', '/subscriptions/s', '']) {
      expect(namesOf({ target })).toEqual({ kind: 'nothing' });
    }
  });
});
