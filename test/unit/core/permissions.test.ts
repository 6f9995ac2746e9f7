import { describe, expect, it } from 'vitest';
import { includesAction, matchesAction } from '../../../src/core/rbac/permissions.ts';
import { planeOf } from '../../../src/core/rbac/plane.ts';

const account = 'Microsoft.CognitiveServices/accounts';

it('matches patterns whatever the casing, with stars that cross slashes and dots that do not', () => {
  expect(matchesAction('*', `${account}/OpenAI/responses/write`)).toBe(true);
  expect(matchesAction('microsoft.cognitiveservices/*/READ', `${account}/a/b/read`)).toBe(true);
  expect(matchesAction(`${account}/OpenAI/*`, `${account}/AIServices/agents/write`)).toBe(false);
  expect(matchesAction('MicrosoftXCognitiveServices/*', `${account}/read`)).toBe(false);
  expect(matchesAction(`${account}/read`, `${account}/read/more`)).toBe(false);
});

describe('planes', () => {
  it.each([
    [`${account}/OpenAI/responses/write`, 'data'],
    [`${account}/AIServices/agents/read`, 'data'],
    [`${account}/read`, 'control'],
    [`${account}/listKeys/action`, 'control'],
    [`${account}/deployments/write`, 'control'],
    [`${account}/projects/connections/listsecrets/action`, 'control'],
    ['Microsoft.Authorization/roleAssignments/write', 'control'],
    ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read', 'data'],
  ])('%s is an operation of the %s plane', (action, plane) => {
    expect(planeOf(action)).toBe(plane);
  });

  it('keep an owner of the control plane out of the data plane', () => {
    const owner = [
      { actions: ['*'], notActions: [], dataActions: [], notDataActions: [], condition: null },
    ];
    expect(includesAction(owner, `${account}/write`)).toBe(true);
    expect(includesAction(owner, `${account}/OpenAI/responses/write`)).toBe(false);
  });

  it('let one set give what another leaves out', () => {
    const set = {
      actions: [],
      notActions: [],
      dataActions: ['*'],
      notDataActions: [],
      condition: null,
    };
    const without = { ...set, notDataActions: [`${account}/OpenAI/*`] };
    const action = `${account}/OpenAI/responses/write`;
    expect(includesAction([without], action)).toBe(false);
    expect(includesAction([without, set], action)).toBe(true);
  });
});
