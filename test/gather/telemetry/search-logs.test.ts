import { describe, expect, it } from 'vitest';
import type { DiagnosisFacts } from '../../../src/core/facts/diagnosis-facts.ts';
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
