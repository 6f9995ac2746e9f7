import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/core/diagnose.ts';
import type { AgentVersion } from '../../../src/core/facts/azure.ts';
import type { DiagnosisFacts } from '../../../src/core/facts/diagnosis-facts.ts';
import {
  accountId,
  agent,
  assignment,
  facts,
  known,
  otherAccount,
  otherAccountId,
  project,
  unknown,
  version,
  withAccess,
} from './sample-facts.ts';

const deployed = (names: string[], id = accountId) => known({ accountId: id, names });

function findings(
  change: Partial<AgentVersion>,
  modelDeployments: DiagnosisFacts['modelDeployments'],
  more: Partial<DiagnosisFacts> = {},
) {
  const report = diagnose(
    facts({
      agent: known(agent(version(change))),
      access: withAccess([assignment(accountId)]),
      ...(modelDeployments && { modelDeployments }),
      ...more,
    }),
  );
  const missing = report.findings.filter(({ code }) => code === 'deployment-missing');
  expect(report.outcome).toBe(missing.length > 0 ? 'problem' : report.outcome);
  return missing;
}

const calls = (name: string, variable = 'AZURE_AI_MODEL_DEPLOYMENT_NAME') => ({
  environment: { [variable]: name },
});
const other = { targetAccount: known(otherAccount()) };
const atOther = (environment: Record<string, string>) => ({
  environment: { AZURE_OPENAI_ENDPOINT: 'https://models.openai.azure.com/', ...environment },
});

describe('a model deployment that the account does not have', () => {
  it('is named, with those that may be meant and the command that lists them', () => {
    const [finding] = findings(calls('gpt5-mini'), deployed(['text-embedding', 'gpt-5-mini']));
    expect(finding?.title).toBe('Account contoso has no model deployment called gpt5-mini.');
    expect(finding?.explanation).toContain('Did you mean gpt-5-mini, ');
    expect(finding?.evidence).toContain(
      'gpt5-mini is named by environment variable AZURE_AI_MODEL_DEPLOYMENT_NAME.',
    );
    expect(finding?.fixes[0]?.command).toMatch(
      /^az cognitiveservices account deployment list --name contoso --resource-group rg-shop --subscription \S+ /,
    );
  });

  it.each<[string, Partial<AgentVersion>, DiagnosisFacts['modelDeployments'], object?]>([
    ['an account without any', calls('gpt-5'), deployed([])],
    ['the model of a prompt agent', { environment: {}, model: 'gpt-5' }, deployed(['gpt-4o'])],
    [
      'a client of the own account’s endpoint',
      { environment: { ...version().environment, AZURE_OPENAI_CHAT_DEPLOYMENT_NAME: 'gpt-5' } },
      deployed(['gpt-4o']),
    ],
    [
      'another account',
      atOther({ AZURE_OPENAI_DEPLOYMENT: 'x' }),
      deployed([], otherAccountId),
      other,
    ],
    [
      'another account',
      atOther({ MODEL_DEPLOYMENT_NAME: 'x' }),
      deployed([], otherAccountId),
      other,
    ],
  ])('is found for %s', (_case, change, list, more) => {
    expect(findings(change, list, more)).toHaveLength(1);
  });

  it.each<[string, Partial<AgentVersion>, DiagnosisFacts['modelDeployments'], object?]>([
    ['a name in other casing', calls('GPT-5'), deployed(['gpt-5'])],
    ['facts of earlier versions', calls('gpt-5'), undefined],
    ['a list that was refused', calls('gpt-5'), unknown('refused')],
    ['a list that broke off', calls('gpt-5'), unknown('cut-off')],
    ['the list of another account', calls('gpt-5'), deployed([], otherAccountId)],
    ['no name', { environment: {} }, deployed([])],
    ['a name that is filled in later', calls('${MODEL}'), deployed([])],
    ['a model of a connection', calls('models/gpt-5'), deployed([])],
    ['a model by a variable of any meaning', calls('gpt-5', 'OPENAI_MODEL'), deployed([])],
    [
      'an endpoint’s name without the endpoint',
      calls('x', 'AZURE_OPENAI_DEPLOYMENT'),
      deployed([]),
    ],
    [
      'a name that may belong to the project beside another account',
      atOther({ MODEL_DEPLOYMENT_NAME: 'x', AZURE_OPENAI_DEPLOYMENT: 'gpt-5' }),
      deployed(['gpt-5'], otherAccountId),
      other,
    ],
    [
      'a name for the project that the definition names too',
      atOther({ MODEL_DEPLOYMENT_NAME: 'x', FOUNDRY_PROJECT_ENDPOINT: project.endpoint ?? '' }),
      deployed([], otherAccountId),
      other,
    ],
    [
      'another account that was not found',
      atOther({ AZURE_OPENAI_DEPLOYMENT: 'x' }),
      deployed([], otherAccountId),
      { targetAccount: unknown('not-found') },
    ],
  ])('is not found for %s', (_case, change, list, more) => {
    expect(findings(change, list, more)).toEqual([]);
  });
});
