import { describe, expect, it } from 'vitest';
import { compareVersions, servingVersion } from '../../src/gather/steps/serving-version.ts';

const rule = (version: string, share: number) => ({ version, share });

describe('servingVersion', () => {
  it('is the latest without a rule, or with one that says so', () => {
    expect(servingVersion([], '4')).toBe('4');
    expect(servingVersion([rule('@latest', 100)], '4')).toBe('4');
    expect(servingVersion([rule('latest', 100)], '4')).toBe('4');
  });

  it('is an older version that a rule pins, even though a newer one exists', () => {
    expect(servingVersion([rule('3', 100)], '4')).toBe('3');
  });

  it('is the version with the highest share of a split, not the first listed', () => {
    expect(servingVersion([rule('9', 10), rule('10', 90)], '11')).toBe('10');
  });

  it('is the newer version of an even split, counting and not spelling', () => {
    expect(servingVersion([rule('9', 50), rule('10', 50)], '10')).toBe('10');
    expect(compareVersions('10', '9')).toBeGreaterThan(0);
  });

  it('ignores a version that gets no traffic', () => {
    expect(servingVersion([rule('3', 0)], '4')).toBe('4');
  });
});
