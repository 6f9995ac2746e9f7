import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { covers, describeScope, scopeChain, scopeLevel } from '../../../src/core/arm/scope.ts';
import { accountId, groupScope, projectId } from './sample-facts.ts';

const segment = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
const scope = fc
  .tuple(segment, fc.option(segment), fc.option(segment), fc.option(segment))
  .map(([subscription, group, account, project]) =>
    [
      `/subscriptions/${subscription}`,
      group && `/resourceGroups/${group}`,
      group && account && `/providers/Microsoft.CognitiveServices/accounts/${account}`,
      group && account && project && `/projects/${project}`,
    ]
      .filter(Boolean)
      .join(''),
  );

describe('covers', () => {
  it('is reflexive whatever the casing, and never holds upwards', () => {
    fc.assert(
      fc.property(scope, segment, (above, name) => {
        expect(covers(above, above.toUpperCase())).toBe(true);
        expect(covers(above, `${above}/x/${name}`)).toBe(true);
        expect(covers(`${above}/x/${name}`, above)).toBe(false);
        expect(covers(above, `${above}${name}`)).toBe(false);
      }),
    );
  });

  it('holds for the root and for the management groups that ARM names', () => {
    expect(covers('/', projectId)).toBe(true);
    expect(covers('/providers/Microsoft.Management/managementGroups/mg', accountId)).toBe(true);
  });
});

it('tells the level of a scope by its id', () => {
  const levels = [groupScope, accountId, projectId, `${projectId}/agents/a`, `${accountId}/x/y`];
  expect(levels.map(scopeLevel)).toEqual([
    'resource-group',
    'account',
    'project',
    'agent',
    'resource',
  ]);
  expect(describeScope(projectId.toUpperCase())).toBe('project SHOP');
});

it('lists a scope and all above it that its id shows', () => {
  expect(scopeChain(`${projectId}/agents/A`)).toEqual(
    [
      `${projectId}/agents/a`,
      projectId,
      accountId,
      groupScope,
      groupScope.split('/resource')[0],
      '/',
    ].map((id) => id?.toLowerCase()),
  );
  expect(scopeChain('/')).toEqual(['/']);
  const group = '/providers/Microsoft.Management/managementGroups/mg';
  expect(scopeChain(group)).toEqual([group.toLowerCase(), '/']);
});
