import { createHttpHeaders, createPipelineRequest, RestError } from '@azure/core-rest-pipeline';
import { describe, expect, it } from 'vitest';
import type { Connection } from '../../src/core/facts/azure.ts';
import type { Session } from '../../src/gather/session.ts';
import { componentIdOf } from '../../src/gather/telemetry/find-component.ts';
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

describe('componentIdOf', () => {
  const insights = (name: string, more: Partial<Connection>): Connection => ({
    ...{ id: name, name, level: 'project', category: 'AppInsights', authType: 'ApiKey' },
    ...{ target: `/subscriptions/s/${name}`, resourceId: null, isDefault: false },
    ...more,
  });

  it('takes the default connection, then the project’s own', () => {
    const own = insights('own', {});
    const shared = insights('shared', { level: 'account' });
    expect(componentIdOf([shared, own])).toBe('/subscriptions/s/own');
    expect(componentIdOf([own, { ...shared, isDefault: true }])).toBe('/subscriptions/s/shared');
  });

  it('is null where nothing leads to a component', () => {
    expect(componentIdOf([])).toBeNull();
    expect(componentIdOf([insights('search', { category: 'CognitiveSearch' })])).toBeNull();
    expect(componentIdOf([insights('key', { target: 'https://x.example' })])).toBeNull();
  });
});
