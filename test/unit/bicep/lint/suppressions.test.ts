import { describe, expect, it } from 'vitest';
import { lintBicep, type LintOptions } from '../../../../src/bicep/lint/index.ts';
import { ConfigurationSchema, ignoredBy } from '../../../../src/bicep/lint/configuration.ts';
import { suppressionEdit } from '../../../../src/bicep/lint/suppressions.ts';
import { parseBicep } from '../../../../src/bicep/syntax/parse.ts';
import { applyEdits } from '../../../../src/bicep/text-edit.ts';
import { lintText } from '../lint-text.ts';

const wrong = "var azureAiOwner = 'b78c5d69-af96-48a3-bf8d-a8b4d589de94'";
const comment = '// foundry-identity-disable';

function lint(text: string, options: LintOptions = {}) {
  const file = parseBicep(text);
  const sources = {
    paths: () => ['infra/main.bicep'],
    file: (path: string) => (path === 'infra/main.bicep' ? file : undefined),
    analyse: () => ({ deployments: [] }),
  };
  const { findings, suppressed } = lintBicep(sources, options);
  return {
    open: findings.map(({ rule, severity }) => `${rule} ${severity}`),
    suppressed: suppressed.map(({ reason }) => reason),
  };
}

describe('a suppression', () => {
  it.each([
    ['on the line above', `${comment}-next-line role-label-mismatch: ours\n${wrong}`],
    ['for the whole file', `${wrong}\n${comment} role-label-mismatch: ours`],
    [
      'above further comments and decorators',
      `${comment}-next-line role-label-mismatch: ours\n// More.\n@export()\n${wrong}`,
    ],
    [
      'above a pragma',
      `${comment}-next-line role-label-mismatch: ours\n#disable-next-line no-unused-vars\n${wrong}`,
    ],
    ['with CRLF', `${comment}-next-line role-label-mismatch: ours\r\n${wrong}\r\n`],
    [
      'indented',
      `var a = {\n  ${comment}-next-line role-label-mismatch: ours\n  acrPull: 'b78c5d69-af96-48a3-bf8d-a8b4d589de94'\n}`,
    ],
  ])('%s holds and keeps its reason', (_, text) => {
    expect(lint(text)).toEqual({ open: [], suppressed: ['ours'] });
  });

  it.each([
    ['further up', `${comment}-next-line role-label-mismatch: ours\n\nvar a = 1\n${wrong}`],
    ['of another rule', `${comment}-next-line no-agent-role: ours\n${wrong}`],
    ['of a misspelt rule', `${comment}-next-line role-label: ours\n${wrong}`],
  ])('%s does not hold, and is reported itself', (_, text) => {
    const { open } = lint(text);
    expect(open.sort()).toEqual(['role-label-mismatch warning', 'unused-suppression information']);
  });

  it('without a reason holds and is reported', () => {
    const { open, suppressed } = lint(`${comment}-next-line role-label-mismatch\n${wrong}`);
    expect({ open, suppressed }).toEqual({
      open: ['suppression-without-reason information'],
      suppressed: [''],
    });
  });

  it('that the editor writes holds', () => {
    const text = `var a = {\r\n  b: {\r\n    acrPull: 'b78c5d69-af96-48a3-bf8d-a8b4d589de94'\r\n  }\r\n}`;
    const edit = suppressionEdit(
      { text, mark: '//' },
      text.indexOf('b78c'),
      'role-label-mismatch',
      'ours',
    );
    expect(lint(applyEdits(text, [edit]))).toEqual({ open: [], suppressed: ['ours'] });
  });
});

describe('a suppression in azure.yaml', () => {
  const service = '  concierge:\n    host: azure.ai.agent\n';
  const words = 'foundry-identity-disable';
  const lintYaml = (yaml: string) => {
    const { findings, suppressed } = lintText({ 'azure.yaml': yaml });
    return {
      open: findings.map(({ rule }) => rule).sort(),
      suppressed: suppressed.map(({ reason }) => reason),
    };
  };

  it.each([
    [
      'on the line above',
      `services:\n  # ${words}-next-line agent-service-without-grant: by hand\n${service}`,
    ],
    [
      'for the whole file',
      `# ${words} agent-service-without-grant: by hand\nservices:\n${service}`,
    ],
    [
      'behind the value of a key',
      `name: shop # ${words} agent-service-without-grant: by hand\nservices:\n${service}`,
    ],
  ])('%s holds and keeps its reason', (_, yaml) => {
    expect(lintYaml(yaml)).toEqual({ open: [], suppressed: ['by hand'] });
    expect(lintYaml(yaml.replaceAll('\n', '\r\n'))).toEqual({ open: [], suppressed: ['by hand'] });
  });

  it('is reported itself without a reason, or where it suppresses nothing', () => {
    const silent = lintYaml(`# ${words} agent-service-without-grant\nservices:\n${service}`);
    expect(silent).toEqual({ open: ['suppression-without-reason'], suppressed: [''] });
    const unused = lintYaml(`# ${words} agent-service-without-grant: by hand\nname: shop\n`);
    expect(unused).toEqual({ open: ['unused-suppression'], suppressed: [] });
  });

  it('is no comment of a script that stands in the file', () => {
    const hook = `hooks:\n  postdeploy:\n    run: |\n      # ${words} agent-service-without-grant: by hand\n      ls\n`;
    expect(lintYaml(`services:\n${service}${hook}`)).toEqual({
      open: ['agent-service-without-grant'],
      suppressed: [],
    });
  });

  it('that the editor writes holds', () => {
    const text = `services:\r\n${service.replaceAll('\n', '\r\n')}`;
    const offset = text.indexOf('concierge');
    const edit = suppressionEdit(
      { text, mark: '#' },
      offset,
      'agent-service-without-grant',
      'ours',
    );
    expect(lintYaml(applyEdits(text, [edit]))).toEqual({ open: [], suppressed: ['ours'] });
  });
});

describe('the configuration', () => {
  const configured = (rules: Record<string, string>): LintOptions => ({
    configuration: ConfigurationSchema.parse({ rules }),
  });

  it('grades rules anew or turns them off, without a word on their suppressions', () => {
    expect(lint(wrong, configured({ 'role-label-mismatch': 'error' })).open).toEqual([
      'role-label-mismatch error',
    ]);
    const off = configured({ 'role-label-mismatch': 'off' });
    expect(lint(`${comment} role-label-mismatch: ours\n${wrong}`, off).open).toEqual([]);
  });

  it('refuses rules and severities that there are not', () => {
    expect(ConfigurationSchema.safeParse({ rules: { 'no-such-rule': 'off' } }).success).toBe(false);
    expect(ConfigurationSchema.safeParse({ rules: { 'no-agent-role': 'bad' } }).success).toBe(
      false,
    );
  });

  it('ignores files as .gitignore does, from its own folder on', () => {
    const ignores = ignoredBy(
      ConfigurationSchema.parse({ ignore: ['samples/', '*.test.bicep'] }),
      '/r',
    );
    expect(['/r/samples/a.bicep', '/r/x/b.test.bicep'].every(ignores)).toBe(true);
    expect(['/r/infra/a.bicep', '/other/samples/a.bicep', '/r'].some(ignores)).toBe(false);
  });
});
