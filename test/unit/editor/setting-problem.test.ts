import { expect, test } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import {
  settingProblem,
  type SettingSchema,
} from '../../../src/editor/settings/setting-problem.ts';

const properties: Record<string, SettingSchema & { default: unknown }> =
  manifest.contributes.configuration.properties;

const problemOf = (name: string, value: unknown): string | null =>
  settingProblem(`foundryIdentity.${name}`, value, properties[`foundryIdentity.${name}`]!);

test.each(Object.entries(properties))('the default of %s is fine', (name, schema) => {
  expect(settingProblem(name, schema.default, schema)).toBeNull();
});

test.each([
  ['signIn', 'azure'],
  ['signIn', 5],
  ['cloudFile', 5],
  ['cloudFile', null],
  ['targetAccount', ['contoso']],
  ['autoRefreshMinutes', -1],
  ['autoRefreshMinutes', 100_000],
  ['autoRefreshMinutes', '5'],
  ['bicep.lenses', 'no'],
  ['byok.diagnostics', 0],
])('%s with %j is told in one sentence that names both', (name, value) => {
  const problem = problemOf(name, value);
  expect(problem).toContain(
    `The setting foundryIdentity.${name} is ${JSON.stringify(value)} and has to be `,
  );
});

test.each([
  ['signIn', 'azure-cli'],
  ['cloudFile', '/no/such.cloud.json'],
  ['autoRefreshMinutes', 0.25],
  ['bicep.lenses', false],
])('%s with %j is fine', (name, value) => {
  expect(problemOf(name, value)).toBeNull();
});
