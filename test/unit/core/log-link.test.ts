import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { packQuery } from '../../../src/gather/telemetry/pack-query.ts';
import { logLink } from '../../../src/core/report/log-link.ts';

const scope =
  '/subscriptions/s/resourceGroups/my group/providers/Microsoft.Insights/components/c#1';
const query = "traces\n| where cloud_RoleName =~ 'a/b?c#d%20é😀'";
const target = {
  portal: 'https://portal.azure.com/',
  tenantId: 't',
  scope,
  packedQuery: packQuery(query),
};

describe('the link to the portal’s Logs page', () => {
  it('holds scope and query, each in one part of the path', () => {
    const link = logLink(target) ?? '';
    expect(link.startsWith('https://portal.azure.com/#@t/blade/')).toBe(true);
    const parts = link.slice(link.indexOf('#') + 1).split('/');
    const after = (name: string): string =>
      decodeURIComponent(parts[parts.indexOf(name) + 1] ?? '');
    expect(after('resourceId')).toBe(scope);
    expect(gunzipSync(Buffer.from(after('q'), 'base64')).toString()).toBe(query);
    expect(after('timespan')).toBe('P1D');
  });

  it('needs no tenant', () => {
    expect(logLink({ ...target, tenantId: null })).toContain('portal.azure.com/#blade/');
  });

  it('is not made for a cloud without a portal, or with one that is not served over TLS', () => {
    expect(logLink({ ...target, portal: undefined })).toBeNull();
    expect(logLink({ ...target, portal: 'http://portal.example' })).toBeNull();
  });
});
