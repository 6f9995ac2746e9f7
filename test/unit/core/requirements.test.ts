import { describe, expect, it } from 'vitest';
import { grantOptions } from '../../../src/core/rbac/grant-options.ts';
import { planeOf } from '../../../src/core/rbac/plane.ts';
import {
  listRequirements,
  renderRequirements,
} from '../../../src/core/report/requirements-text.ts';

describe('the requirements', () => {
  const rows = listRequirements();

  it('are data actions, each with a source that can be opened', () => {
    for (const { action, basis } of rows) {
      expect(planeOf(action), action).toBe('data');
      expect(basis.source, action).toMatch(/^https:\/\//);
    }
  });

  it('can be met by a role for callers, but for those that no built-in role grants', () => {
    const unmet = rows.filter(({ action }) => grantOptions(action).length === 0);
    expect([...new Set(unmet.map(({ action }) => action.split('/').at(-2)))]).toEqual([
      'UserIdentityImpersonation',
      'documents',
      'blobs',
    ]);
  });

  it('name no row twice', () => {
    const text = renderRequirements(rows);
    const heads = text.split('\n\n').map((block) => block.split('\n').slice(0, 2).join());
    expect(new Set(heads).size).toBe(heads.length);
  });
});
