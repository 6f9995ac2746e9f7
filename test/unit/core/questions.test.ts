import { describe, expect, it } from 'vitest';
import type { AccessQuestionFacts } from '../../../src/core/questions/access-question-facts.ts';
import { answerCan, type CanAnswer } from '../../../src/core/questions/can.ts';
import { answerCompare, type CompareAnswer } from '../../../src/core/questions/compare.ts';
import { answerList } from '../../../src/core/questions/list.ts';
import { renderAnswer } from '../../../src/core/questions/text.ts';
import { modelCallAction } from '../../../src/core/rbac/requirements.ts';
import {
  access,
  accountId,
  assignment,
  definition,
  facts,
  groupScope,
  instanceId,
  known,
  projectId,
  projectIdentityId,
  reader,
  unknown,
  withAccess,
} from './sample-facts.ts';

function questionFacts(change: Partial<AccessQuestionFacts> = {}): AccessQuestionFacts {
  const {
    at,
    access: rows,
    roleDefinitions,
    directory,
    memberships,
    cloud,
    caller,
    reads,
  } = facts();
  const named = (id: string, displayName: string) =>
    known({ id, displayName, type: 'ServicePrincipal' as const });
  return {
    schemaVersion: 1,
    at,
    cloud,
    caller,
    reads,
    roleDefinitions,
    directory,
    memberships,
    access: rows,
    principals: [named(instanceId, 'concierge'), named(projectIdentityId, 'shop')],
    scope: known(accountId),
    witness: null,
    ...change,
  };
}

const can = (change: Partial<AccessQuestionFacts> = {}) =>
  answerCan(questionFacts(change), modelCallAction) as CanAnswer;

describe('can', () => {
  it('says no, with the assignments that do not help and the smallest role that would', () => {
    const rows = withAccess([assignment(projectId), assignment(groupScope, { role: reader })]);
    const answer = can({ access: rows });
    expect(answer.verdict).toBe('no');
    expect(answer.considered.map(({ roleName, grants }) => [roleName, grants])).toEqual([
      ['Reader', 'unknown'],
    ]);
    const [smallest, ...others] = answer.proposals;
    expect(smallest?.fix.command).toContain('5e0bd9bd-7b93-4f28-af87-19fc36ad61bd');
    expect(smallest?.opensBesides).not.toContain('create and change agents');
    expect(others.at(-1)?.opensBesides).toContain('create and change agents');
    expect(answer.proposals.map(({ withFix }) => withFix)).toEqual(['propagating', 'propagating']);
  });

  it('says yes without proposing anything', () => {
    const answer = can({ access: withAccess([assignment(accountId)]) });
    expect([answer.verdict, answer.proposals]).toEqual(['yes', []]);
  });

  it('offers what may be meant by an action that no role mentions, and grants nothing', () => {
    const misspelt = 'Microsoft.CognitiveServices/accounts/OpenAI/responses/wrte';
    const ask = (action: string, change: Partial<AccessQuestionFacts> = {}) =>
      answerCan(questionFacts(change), action) as CanAnswer;
    const answer = ask(misspelt);
    expect([answer.verdict, answer.proposals, answer.request]).toEqual(['unknown', [], null]);
    expect(renderAnswer(answer).replaceAll('\n', ' ')).toContain(
      'Did you mean Microsoft.CognitiveServices/accounts/OpenAI/responses/write, or ',
    );
    // A wildcard that is held covers it; what is known in other casing, to a role of the tenant, or
    // beyond the list of Cognitive Services is answered as ever.
    expect(ask(misspelt, { access: withAccess([assignment(accountId)]) }).verdict).toBe('yes');
    expect(ask(modelCallAction.toUpperCase()).verdict).toBe('no');
    const custom = definition('cccccccc-0000-4000-8000-000000000001', [misspelt]);
    const roleDefinitions = { ...facts().roleDefinitions, [custom.guid]: known(custom) };
    expect(ask(misspelt, { roleDefinitions }).verdict).toBe('no');
    expect(ask('Microsoft.Authorization/roleAssignments/wrte').verdict).toBe('no');
    expect(ask('Contoso.Bakery/ovens/bake').verdict).toBe('no');
  });

  it('does not guess when the assignments were refused', () => {
    const answer = can({ access: withAccess([], { assignments: unknown('refused') }) });
    expect([answer.verdict, answer.state, answer.proposals]).toEqual(['unknown', 'unknown', []]);
  });

  it('shows where checkAccess disagrees, and where it has nothing to say', () => {
    const raw = '';
    const says = (decision: 'allowed' | 'not-allowed') =>
      can({ witness: known({ decision, raw }) }).witness?.agreement;
    expect([says('allowed'), says('not-allowed')]).toEqual(['disagrees', 'agrees']);
    expect(can({ witness: unknown('refused') }).witness?.agreement).toBe('no-opinion');
  });

  it('is not put when the principal was not found', () => {
    const nobody = unknown('not-found', 'Nobody is called that.');
    const answer = answerCan(questionFacts({ principals: [nobody] }), modelCallAction);
    expect(renderAnswer(answer)).toContain('Nobody is called that.');
  });
});

it('list names each role with what it allows and the way it gets there', () => {
  const rows = withAccess([assignment(groupScope), assignment(projectId)]);
  const text = renderAnswer(answerList(questionFacts({ access: rows })));
  expect(text).toContain('✓ Foundry User (formerly Azure AI User), inherited from resource group');
  expect(text).toContain('data actions: Microsoft.CognitiveServices/*');
  expect(text).not.toContain('project shop');
});

describe('compare', () => {
  const compare = (action: string | null, change: Partial<AccessQuestionFacts> = {}) =>
    answerCompare(questionFacts(change), action) as CompareAnswer;

  it('names the first grant that differs, and who has it', () => {
    const answer = compare(modelCallAction);
    expect(answer.verdict).toBe('no');
    expect(answer.action).toMatchObject({ first: 'not-granted', second: 'allowed' });
    expect(renderAnswer(answer)).toContain('First difference: shop has Foundry User');
  });

  it('finds two with the same grants the same, whatever the casing of scopes', () => {
    const both = [
      access(instanceId, [assignment(accountId)]),
      access(projectIdentityId, [
        assignment(accountId.toUpperCase(), { principalId: projectIdentityId }),
      ]),
    ];
    const answer = compare(null, { access: both });
    expect([answer.verdict, answer.differences]).toEqual(['yes', []]);
  });
});
