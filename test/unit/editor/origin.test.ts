import { describe, expect, it } from 'vitest';
import { configuredOrigin, describeOrigin, originKey } from '../../../src/editor/origin/origin.ts';

describe('where "Diagnose BYOK 401" looks', () => {
  it('is the public cloud unless something else is named', () => {
    for (const [environment, file] of [
      [{}, undefined],
      [{ FOUNDRY_IDENTITY_SAMPLE: '' }, ''],
    ] as const) {
      expect(configuredOrigin(environment, file)).toEqual({ kind: 'cloud', file: null });
    }
  });

  it('is the cloud of the setting, and a sample before that', () => {
    expect(configuredOrigin({}, '/c.cloud.json')).toEqual({ kind: 'cloud', file: '/c.cloud.json' });
    const sample = configuredOrigin({ FOUNDRY_IDENTITY_SAMPLE: 'healthy' }, '/c.cloud.json');
    expect(sample).toEqual({ kind: 'sample', name: 'healthy' });
    expect(describeOrigin(sample)).toBe('Sample tenant healthy');
  });

  it('has a key of its own, so that choices in one tenant are not offered in another', () => {
    const keys = [
      originKey({ kind: 'cloud', file: null }),
      originKey({ kind: 'cloud', file: 'healthy' }),
      originKey({ kind: 'sample', name: 'healthy' }),
    ];
    expect(new Set(keys).size).toBe(3);
  });
});
