import { describe, expect, it } from 'vitest';
import { configuredOrigin, describeOrigin, originKey } from '../../../src/editor/origin/origin.ts';

describe('where "Diagnose BYOK 401" looks', () => {
  it('is the public cloud unless something else is named', () => {
    for (const [environment, settings] of [
      [{}, {}],
      [{ FOUNDRY_IDENTITY_SAMPLE: '' }, { file: '' }],
      [{}, { sovereign: '' }],
    ] as const) {
      expect(configuredOrigin(environment, settings)).toEqual({ kind: 'cloud', file: null });
    }
  });

  it('is the cloud of the setting, and a sample before that', () => {
    expect(configuredOrigin({}, { file: '/c.cloud.json', sovereign: 'USGovernment' })).toEqual({
      kind: 'cloud',
      file: '/c.cloud.json',
    });
    const sample = configuredOrigin({ FOUNDRY_IDENTITY_SAMPLE: 'healthy' }, { file: '/c' });
    expect(sample).toEqual({ kind: 'sample', name: 'healthy' });
    expect(describeOrigin(sample)).toBe('Sample tenant healthy');
  });

  it('is the cloud that VS Code is set to where no file is named', () => {
    const origin = configuredOrigin({}, { sovereign: 'USGovernment' });
    expect(origin).toEqual({ kind: 'cloud', file: null, sovereign: 'USGovernment' });
    expect(describeOrigin(origin)).toBe('Azure Government');
  });

  it('has a key of its own, so that choices in one tenant are not offered in another', () => {
    const keys = [
      originKey({ kind: 'cloud', file: null }),
      originKey({ kind: 'cloud', file: null, sovereign: 'USGovernment' }),
      originKey({ kind: 'cloud', file: 'healthy' }),
      originKey({ kind: 'sample', name: 'healthy' }),
    ];
    expect(new Set(keys).size).toBe(4);
  });
});
