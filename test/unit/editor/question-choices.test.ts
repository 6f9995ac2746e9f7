import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/core/diagnose.ts';
import { modelCallAction } from '../../../src/core/rbac/requirements.ts';
import { givenBy } from '../../../src/editor/questions/arguments.ts';
import {
  actionChoices,
  lastFirst,
  principalChoices,
  scopeChoices,
} from '../../../src/editor/questions/choices.ts';
import { refusalOf, type Part } from '../../../src/editor/questions/question.ts';
import { accountId, facts, instanceId, projectId } from '../core/sample-facts.ts';

const { subject } = diagnose(facts());

describe('what a question offers to choose from', () => {
  it('is little without a report, and never nothing but a prompt for who asks', () => {
    expect(principalChoices(undefined).map(({ value }) => value)).toEqual(['me']);
    expect(scopeChoices(undefined)).toEqual([]);
  });

  it('is the agent, whoever is signed in, and the identities of the report in words', () => {
    const choices = principalChoices(subject);
    const [agent, me] = choices;
    expect(agent?.label).toBe(`agent:${subject.agent?.name}`);
    expect(agent?.value).toBe(
      `agent:${subject.account?.name}/${subject.project?.name}/${subject.agent?.name}`,
    );
    expect(me?.value).toBe('me');
    expect(choices.find(({ value }) => value === instanceId)?.description).toBe('agent identity');
    expect(choices).toHaveLength(2 + subject.principals.length);
  });

  it('names each resource once, also where the model calls stay in the account', () => {
    const targetAccount = { id: accountId.toUpperCase(), name: 'same' };
    const scopes = scopeChoices({ ...subject, targetAccount }).map(({ value }) => value);
    expect(scopes).toEqual([accountId, projectId]);
    const elsewhere = { id: accountId.replace(/[^/]+$/, 'other'), name: 'other' };
    expect(scopeChoices({ ...subject, targetAccount: elsewhere }).at(-1)).toMatchObject({
      description: 'account that the model calls reach',
      value: elsewhere.id,
    });
  });

  it('begins with the model call, and holds nothing that a question would refuse', () => {
    expect(actionChoices()[0]).toMatchObject({ label: 'Call models', value: modelCallAction });
    const offered: [Part, string[]][] = [
      ['principal', principalChoices(subject).map(({ value }) => value)],
      ['action', actionChoices().map(({ value }) => value)],
      ['scope', scopeChoices(subject).map(({ value }) => value)],
    ];
    for (const [part, values] of offered) {
      expect(values.filter((value) => refusalOf(part, value) !== null)).toEqual([]);
    }
  });

  it('has the choice of last time first and once, even where the report does not know it', () => {
    const choices = principalChoices(subject);
    expect(lastFirst(choices, undefined)).toEqual(choices);
    const again = lastFirst(choices, 'me');
    expect(again[0]).toMatchObject({ description: 'whoever is signed in, chosen last time' });
    expect(again).toHaveLength(choices.length);
    expect(lastFirst(choices, 'jane@contoso.com')).toEqual([
      expect.objectContaining({ value: 'jane@contoso.com', description: 'chosen last time' }),
      ...choices,
    ]);
  });
});

describe('the argument of a question command', () => {
  it('says what it says, and nothing where there is none', () => {
    for (const argument of [undefined, null, 'me', { other: 1 }]) {
      expect(givenBy(argument)).toEqual({});
    }
    const given = { principal: 'me', action: modelCallAction, scope: 'shop' };
    expect(givenBy({ ...given, scope: ' shop ' })).toEqual(given);
  });

  it.each([
    ['principal', 7],
    ['action', 'Microsoft.CognitiveServices/accounts/*'],
    ['scope', 'not a scope'],
  ])('is refused in a sentence for the %s %s', (part, value) => {
    expect(() => givenBy({ [part]: value })).toThrow(`The argument "${part}" is not valid. Name `);
  });
});
