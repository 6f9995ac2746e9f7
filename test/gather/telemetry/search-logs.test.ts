import { describe, expect, it } from 'vitest';
import type { DiagnosisFacts } from '../../../src/core/facts/diagnosis-facts.ts';
import { diagnose } from '../../../src/core/diagnose.ts';
import { loadSample, type Tenant } from '../../../src/emulator/index.ts';
import { parseTenant } from '../../../src/emulator/tenant/load.ts';
import { mergePatch, type Json } from '../../../src/emulator/tenant/merge-patch.ts';
import { gatherEmulated, shop } from '../emulated.ts';

const byComponent = '/components/shop-insights/query';
const byWorkspace = '/workspaces/shop-logs/query';
const byAppId = '/v1/apps/[^/]+/query';

/** What the byok-401 sample's log shows where queries on these paths are answered with a status. */
async function telemetryWhere(
  status: number,
  ...paths: string[]
): Promise<{ telemetry: DiagnosisFacts['telemetry']; asked: string[] }> {
  const faults = paths.map((path) => ({ path, status }));
  const { facts, requests } = await gatherEmulated({ faults });
  const asked = requests.map(({ path }) => path).filter((path) => path.includes('/query'));
  return { telemetry: facts.telemetry, asked };
}

/** The texts of the symptoms without the port, to compare the ways with each other. */
function textsOf({ symptoms }: DiagnosisFacts['telemetry']): string[] {
  return symptoms.status === 'known'
    ? symptoms.value.map(({ text }) => text.replace(/127\.0\.0\.1:\d+/, 'host'))
    : [];
}

describe('the search of the logs', () => {
  it('asks the component alone where that answers', async () => {
    const { telemetry, asked } = await telemetryWhere(200);
    expect(telemetry.searched).toMatchObject({ way: 'component', passedOver: [] });
    expect(textsOf(telemetry)).not.toEqual([]);
    expect(asked).toHaveLength(2);
  });

  it('finds the same rows by workspace and by App ID', async () => {
    const component = await telemetryWhere(200);
    const workspace = await telemetryWhere(403, byComponent);
    expect(workspace.telemetry.searched).toMatchObject({
      way: 'workspace',
      scope: expect.stringMatching(/\/workspaces\/shop-logs$/) as string,
      passedOver: [expect.stringContaining('Monitoring Reader') as string],
    });
    expect(workspace.telemetry.query).toContain('AppExceptions');
    expect(textsOf(workspace.telemetry)).toEqual(textsOf(component.telemetry));
    const appId = await telemetryWhere(403, byComponent, byWorkspace);
    expect(appId.telemetry.searched).toMatchObject({ way: 'app-id' });
    expect(appId.telemetry.searched?.passedOver).toHaveLength(2);
    expect(textsOf(appId.telemetry)).toEqual(textsOf(component.telemetry));
    expect(appId.asked).toHaveLength(6);
  });

  it('is refused where every way is, and says so of each', async () => {
    const { telemetry } = await telemetryWhere(403, byComponent, byWorkspace, byAppId);
    expect(telemetry.symptoms).toMatchObject({ status: 'unknown', reason: 'refused' });
    expect(telemetry.searched?.passedOver).toEqual([
      expect.stringContaining('Log Analytics Reader'),
      expect.stringContaining('App ID'),
    ]);
  });

  it('tries no other way where the service itself fails', async () => {
    const { telemetry, asked } = await telemetryWhere(500, byComponent);
    expect(telemetry.symptoms).toMatchObject({ status: 'unknown', reason: 'server-error' });
    expect(asked.every((path) => path.includes(shop.account.split('/')[4] ?? ''))).toBe(true);
    expect(asked.some((path) => path.includes('workspaces'))).toBe(false);
  });
});

/** The byok-401 sample with settings or connections of its own. */
function sampleWith(change: {
  settings?: Partial<Tenant['settings']>;
  project?: Record<string, object | null>;
  account?: Record<string, object>;
}): Tenant {
  const accounts = {
    'contoso-foundry': {
      connections: change.account ?? {},
      projects: { shop: { connections: change.project ?? {} } },
    },
  };
  const components = { 'team-insights': { appId: teamAppId, tables: {} } };
  const groups = { 'rg-shop': { accounts, components } };
  const patch = {
    settings: change.settings ?? {},
    subscriptions: { [shop.subscription]: { resourceGroups: groups } },
  };
  return parseTenant(mergePatch(loadSample('byok-401') as Json, patch as Json), 'The test tenant');
}

const teamAppId = '5b1f0c9e-2d47-4e8a-b36c-90f7a1d2c483';
const insightsId = (name: string): string =>
  `/subscriptions/${shop.subscription}/resourceGroups/rg-shop/providers/Microsoft.Insights/components/${name}`;
const insights = (target: string, more: object = {}): object => ({
  ...{ category: 'AppInsights', authType: 'ApiKey', target },
  ...more,
});
const ownAppId = 'd60b7e14-f2a9-4c38-85d6-3e9a1c70b5f4';

describe('the traffic', () => {
  it.each([[[]], [[byComponent]], [[byComponent, byWorkspace]]])(
    'is counted by what the rows name, whoever answers; closed: %s',
    async (closed) => {
      const { telemetry } = await telemetryWhere(403, ...closed);
      const { traffic } = telemetry;
      const groups = traffic.status === 'known' ? traffic.value.groups : undefined;
      expect(groups).toMatchObject([
        {
          agentId: shop.instance,
          version: '3',
          rows: 6,
          // The platform's own rows of the calls say that they went well, which they did for it.
          succeededAt: expect.stringMatching(/Z$/) as string,
        },
      ]);
    },
  );
});

describe('an answer in part', () => {
  it('keeps its rows, and says that there may be more', async () => {
    const tenant = sampleWith({ settings: { partialLogs: 'two shards are away' } });
    const { facts } = await gatherEmulated({ tenant });
    expect(textsOf(facts.telemetry)).toHaveLength(4);
    expect(facts.telemetry.traffic).toMatchObject({ status: 'known', value: { rows: 6 } });
    expect(facts.telemetry.searched?.partial).toBe('two shards are away');
  });

  it('is none where it has no row', async () => {
    const { settings } = sampleWith({ settings: { partialLogs: 'two shards are away' } });
    const tenant = { ...loadSample('empty-telemetry'), settings };
    const { facts } = await gatherEmulated({ tenant });
    for (const fact of [facts.telemetry.symptoms, facts.telemetry.traffic]) {
      expect(fact).toMatchObject({ status: 'unknown', reason: 'incomplete' });
    }
    expect(diagnose(facts)).toMatchObject({
      outcome: 'inconclusive',
      log: { gap: { kind: 'part', why: 'two shards are away' } },
    });
  });

  it('is said by every way, and by the App ID as well', async () => {
    const tenant = sampleWith({ settings: { partialLogs: 'two shards are away' } });
    const faults = [byComponent, byWorkspace].map((path) => ({ path, status: 403 }));
    const { facts } = await gatherEmulated({ tenant, faults });
    expect(facts.telemetry.searched).toMatchObject({
      way: 'app-id',
      partial: 'two shards are away',
    });
    expect(diagnose(facts)).toMatchObject({ outcome: 'problem', log: { gap: { kind: 'part' } } });
  });

  it('is not said of a whole one', async () => {
    const { telemetry } = await telemetryWhere(200);
    expect(telemetry.searched).not.toHaveProperty('partial');
    expect(telemetry.searched).not.toHaveProperty('others');
  });
});

describe('a project with several connections to logs', () => {
  const account = { 'team-insights': insights(insightsId('team-insights')) };

  it('searches the default one, and names the others', async () => {
    const { facts } = await gatherEmulated({ tenant: sampleWith({ account }) });
    expect(facts.telemetry.searched).toMatchObject({
      connection: { name: 'shop-insights', level: 'project', isDefault: true },
      others: [{ name: 'team-insights', level: 'account', isDefault: false }],
      passedOver: [],
    });
  });

  it('goes on to the next where the default one cannot be read', async () => {
    const closed = ['/shop-insights/query', '/shop-logs/query', `/apps/${ownAppId}/query`];
    const faults = closed.map((path) => ({ path, status: 403 }));
    const { facts } = await gatherEmulated({ tenant: sampleWith({ account }), faults });
    expect(facts.telemetry.searched).toMatchObject({ connection: { name: 'team-insights' } });
    expect(facts.telemetry.searched?.passedOver).toHaveLength(3);
    expect(facts.telemetry.searched?.passedOver[0]).toMatch(/^Connection shop-insights\. Asked/);
    expect(facts.telemetry.component).toMatchObject({ value: { name: 'team-insights' } });
  });

  it('stays with the default one where none can be read', async () => {
    const faults = [{ path: '/query', status: 403 }];
    const { facts } = await gatherEmulated({ tenant: sampleWith({ account }), faults });
    expect(facts.telemetry.symptoms).toMatchObject({ status: 'unknown', reason: 'refused' });
    expect(facts.telemetry.searched?.connection?.name).toBe('shop-insights');
  });
});

describe('a connection that names no ARM id', () => {
  const secret = 'c0ffee00-0000-4000-8000-00000000beef';
  const text = `InstrumentationKey=${secret};IngestionEndpoint=https://ingest.example/`;
  const only = (target: string) =>
    sampleWith({ project: { 'shop-insights': null, direct: insights(target) } });

  it.each([ownAppId, `${text};ApplicationId=${ownAppId}`])('is asked by App ID', async (target) => {
    const { facts } = await gatherEmulated({ tenant: only(target) });
    expect(facts.telemetry.searched).toMatchObject({ way: 'app-id', scope: ownAppId });
    expect(textsOf(facts.telemetry)).toHaveLength(4);
    expect(JSON.stringify(facts)).not.toContain(secret);
    expect(JSON.stringify(facts)).not.toContain('ingest.example');
  });

  it('is said to name no component where it does not', async () => {
    const { facts } = await gatherEmulated({ tenant: only(text) });
    expect(facts.telemetry.symptoms).toMatchObject({
      status: 'unknown',
      detail: expect.stringContaining('direct names neither') as string,
    });
    expect(facts.telemetry.component.status).toBe('unknown');
    expect(JSON.stringify(facts)).not.toContain(secret);
  });

  it('is passed over where another one does', async () => {
    const project = {
      'shop-insights': { isDefault: false },
      direct: insights(text, { isDefault: true }),
    };
    const { facts } = await gatherEmulated({ tenant: sampleWith({ project }) });
    expect(facts.telemetry.searched).toMatchObject({
      connection: { name: 'shop-insights' },
      passedOver: [expect.stringContaining('direct names neither') as string],
    });
  });

  it('is searched although its authentication is one that the service does not document', async () => {
    const project = {
      'shop-insights': insights(insightsId('shop-insights'), { authType: 'AAD' }),
    };
    const { facts } = await gatherEmulated({ tenant: sampleWith({ project }) });
    expect(facts.telemetry.searched?.connection?.authType).toBe('AAD');
    expect(textsOf(facts.telemetry)).toHaveLength(4);
  });
});
