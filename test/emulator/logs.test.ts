import { LogsQueryClient, LogsQueryResultStatus, type LogsTable } from '@azure/monitor-query';
import { describe, expect, it } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/index.ts';
import { audiences, call, type Answer } from './call.ts';
import { ids } from './ids.ts';
import { credentialOf, serve } from './start.ts';

const client = (emulator: RunningEmulator): LogsQueryClient =>
  new LogsQueryClient(credentialOf(emulator), {
    endpoint: emulator.cloud.logAnalytics.endpoint,
    audience: emulator.cloud.logAnalytics.audience,
    tlsOptions: { ca: emulator.ca },
  });

const rowsOf = (result: { status: string; tables?: LogsTable[] }): unknown[] => {
  expect(result.status).toBe(LogsQueryResultStatus.Success);
  return result.tables?.[0]?.rows ?? [];
};

const day = { duration: 'P1D' };

describe('log queries through the official client', () => {
  it('see a component under the classic names, and its workspace under the others', async () => {
    const logs = client(await serve('byok-401'));
    const classic = await logs.queryResource(
      ids.component,
      "traces | where timestamp > ago(2h) | where message contains 'Authentication failed with provider' | project timestamp, cloud_RoleName, customDimensions | order by timestamp asc",
      day,
    );
    expect(rowsOf(classic)).toMatchObject([
      [expect.any(Date), 'concierge', { 'gen_ai.agent.id': ids.instance }],
      [expect.any(Date), 'concierge', { 'gen_ai.agent.version': '3' }],
    ]);
    const workspace = await logs.queryWorkspace(
      ids.workspace,
      "AppExceptions | where OuterMessage has 'PermissionDenied' and Properties['gen_ai.agent.name'] == 'concierge' | count",
      day,
    );
    expect(rowsOf(workspace)).toEqual([[2]]);
  });

  it('honour the timespan beside the query', async () => {
    const logs = client(await serve('byok-401'));
    const recent = await logs.queryResource(ids.component, 'traces | count', { duration: 'PT20M' });
    expect(rowsOf(recent)).toEqual([[1]]);
  });

  it('tell a table without rows from one that is not there', async () => {
    const logs = client(await serve('empty-telemetry'));
    expect(rowsOf(await logs.queryResource(ids.component, 'traces', day))).toEqual([]);
    await expect(logs.queryResource(ids.component, 'AppTraces', day)).rejects.toMatchObject({
      statusCode: 400,
      code: 'BadArgumentError',
    });
    await expect(logs.queryWorkspace(ids.workspace, 'traces', day)).rejects.toMatchObject({
      statusCode: 400,
    });
  });

  it('are refused to a caller without a role that reads logs', async () => {
    const logs = client(
      await serve('byok-401', {
        roleAssignments: { 'c0a1d3e5-0001-4f27-8b96-1d5e7f9a2b30': null },
      }),
    );
    await expect(logs.queryResource(ids.component, 'traces', day)).rejects.toMatchObject({
      statusCode: 403,
      code: 'InsufficientAccessError',
    });
  });
});

describe('the App Insights interface', () => {
  const query = (emulator: RunningEmulator, text: string, audience: string): Promise<Answer> =>
    call(emulator, `/api.applicationinsights.io/v1/apps/${ids.appId}/query`, {
      method: 'POST',
      audience,
      body: { query: text },
    });

  it('answers by App ID, and names the unknown table in the innermost error', async () => {
    const emulator = await serve('byok-401');
    const answer = await query(
      emulator,
      'requests | summarize count() by resultCode',
      audiences.appInsights,
    );
    expect(answer.at('tables.0')).toEqual({
      name: 'PrimaryResult',
      columns: [
        { name: 'resultCode', type: 'string' },
        { name: 'count_', type: 'long' },
      ],
      rows: [['200', 2]],
    });
    const unknown = await query(emulator, 'nowhere', audiences.appInsights);
    expect(unknown.at('error.innererror.innererror.message')).toMatch(/^SEM0100: .*'nowhere'/);
    expect((await query(emulator, 'requests', audiences.logs)).status).toBe(401);
  });
});
