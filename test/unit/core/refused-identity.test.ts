import { describe, expect, it } from 'vitest';
import type { LogRow } from '../../../src/core/facts/azure.ts';
import type { DiagnosisFacts, TrafficGroup } from '../../../src/core/facts/diagnosis-facts.ts';
import { diagnose } from '../../../src/core/diagnose.ts';
import { openCase } from '../../../src/core/rules/case.ts';
import { denialsOf, isDenial, namelessDenials } from '../../../src/core/rules/denials.ts';
import {
  account,
  accountId,
  agent,
  assignment,
  denial,
  facts,
  formerId,
  instanceId,
  known,
  logWith,
  projectIdentityId,
  throughProject,
  version,
  withAccess,
} from './sample-facts.ts';

const former = version({
  version: '2',
  instanceIdentity: { principalId: formerId, clientId: null },
});
const twoVersions = known(agent(version(), [former]));
const granted = { access: withAccess([assignment(accountId)]) };
const viaProject = { agent: known(agent(version(throughProject), [former])) };

type Author = Partial<LogRow>;

const row = (at: string, text: string, author: Author = {}): LogRow => ({
  ...{ at: `2026-11-21T${at}Z`, table: 'traces', text, agentId: null },
  ...author,
});
const provider401 = 'Authentication failed with provider at https://x.openai.azure.com (HTTP 401).';
const audience = 'audience is incorrect (https://ai.azure.com), or have expired';
const named = (at: string, principal: string, author: Author = {}): LogRow => ({
  ...denial(`2026-11-21T${at}Z`, principal),
  ...author,
});

function symptomsIn(rows: LogRow[], change: Partial<DiagnosisFacts> = {}) {
  const opened = openCase(facts({ agent: twoVersions, telemetry: logWith(rows), ...change }));
  if (opened === null) throw new Error('The facts make a case.');
  return opened;
}

const codesOf = (change: Partial<DiagnosisFacts>) => {
  const { outcome, findings } = diagnose(facts(change));
  return [outcome, ...findings.map(({ code }) => code).filter((code) => code !== 'identity-drift')];
};

describe('a row that names nobody who was refused', () => {
  it.each<[string, Author, string | null]>([
    ['the identity of a version', { agentId: instanceId }, instanceId],
    ['the identity of a former version', { agentId: formerId }, formerId],
    ['name and version', { agentId: 'concierge:3' }, instanceId],
    ['name and former version', { agentId: 'Concierge:2' }, formerId],
    ['a version in a dimension of its own', { version: '2' }, formerId],
    ['a version that nobody knows', { agentId: 'concierge:99' }, null],
    ['another agent', { agentId: 'waiter:3', version: '3' }, null],
    ['the agent alone', { agentId: 'concierge' }, null],
    ['nothing', {}, null],
  ])('belongs to whom it names as the agent: %s', (_name, author, principalId) => {
    const opened = symptomsIn([row('11:00:00', provider401, author)]);
    expect(opened.symptoms[0]?.identity.principalId).toBe(principalId);
    expect(denialsOf(opened, instanceId)).toHaveLength(principalId === instanceId ? 1 : 0);
  });

  it('is about who signs the calls, where that is not who wrote it', () => {
    const connection = {
      ...{ id: 'c', name: 'models', level: 'project' as const, category: 'AzureOpenAI' },
      ...{ authType: 'ProjectManagedIdentity', target: 'https://models.openai.azure.com/' },
      ...{ resourceId: null, isDefault: false },
    };
    const opened = symptomsIn([row('11:00:00', provider401, { agentId: instanceId })], {
      agent: known(agent(version({ environment: { MODEL: 'models/gpt' } }))),
      connections: known([connection]),
    });
    expect(opened.symptoms[0]?.identity.principalId).toBe(projectIdentityId);
  });

  it('goes with the row of the same failure that names somebody, and counts once', () => {
    const opened = symptomsIn([
      named('11:00:00', projectIdentityId, { agentId: instanceId }),
      row('11:00:20', provider401, { agentId: instanceId }),
    ]);
    expect(opened.symptoms.map(({ identity }) => identity.principalId)).toEqual([
      projectIdentityId,
      projectIdentityId,
    ]);
    expect(denialsOf(opened, projectIdentityId)).toHaveLength(1);
    expect(denialsOf(opened, instanceId)).toHaveLength(0);
  });

  it('goes with no row of another version, nor of another minute', () => {
    const opened = symptomsIn([
      named('11:00:00', projectIdentityId, { version: '2' }),
      row('11:00:20', provider401, { version: '3' }),
      row('11:05:00', provider401, { version: '3' }),
    ]);
    expect(denialsOf(opened, instanceId)).toHaveLength(2);
  });

  it('is no denial where another row of the same failure tells another cause', () => {
    const rows = [row('11:00:00', audience), row('11:00:01', provider401)];
    const opened = symptomsIn(rows);
    expect(opened.symptoms.filter(isDenial)).toEqual([]);
    expect(codesOf({ ...granted, telemetry: logWith(rows) })).toEqual([
      'problem',
      'wrong-audience',
    ]);
    const { denials } = diagnose(facts({ ...granted, telemetry: logWith(rows) }));
    expect(denials).toBeUndefined();
  });

  it('stays a denial beside a cause of another minute, and with an action of its own', () => {
    expect(
      symptomsIn([row('11:00:00', audience), row('11:03:00', provider401)]).symptoms.filter(
        isDenial,
      ),
    ).toHaveLength(1);
    const text = 'The principal lacks the required data action `a/b/c` to perform `POST /x`';
    expect(
      symptomsIn([row('11:00:00', audience), row('11:00:01', text)]).symptoms.filter(isDenial),
    ).toHaveLength(1);
  });
});

describe('denials of nobody knows whom', () => {
  const nameless = { telemetry: logWith([row('11:50:00', provider401)]) };

  it('prove nothing: neither a missing role nor that all is well', () => {
    expect(codesOf({ ...viaProject, ...nameless })).toEqual(['inconclusive', 'nameless-denial']);
    expect(codesOf({ ...granted, ...nameless })).toEqual(['inconclusive', 'nameless-denial']);
    expect(diagnose(facts({ ...viaProject, ...nameless })).findings[0]?.fixes[0]?.kind).toBe(
      'verify',
    );
  });

  it('support what is missing for certain, which stays as likely as it was', () => {
    const report = diagnose(facts(nameless));
    expect(report.findings.map(({ code, confidence }) => [code, confidence])).toEqual([
      ['account-role-missing', 'likely'],
    ]);
    expect(report.findings[0]?.evidence.join()).toContain('names nobody');
  });

  it('are silent where another agent is named, or a grant or an answer came since', () => {
    const stranger = logWith([row('11:50:00', provider401, { agentId: 'waiter:3' })]);
    expect(
      namelessDenials(symptomsIn([row('11:50:00', provider401, { agentId: 'waiter:3' })])),
    ).toEqual([]);
    expect(codesOf({ ...granted, telemetry: stranger })).toEqual(['healthy']);
    const later = withAccess([assignment(accountId, { createdOn: '2026-11-21T11:51:00Z' })]);
    expect(codesOf({ access: later, ...nameless })[0]).toBe('healthy');
  });
});

describe('what other causes have left in the log', () => {
  const group = (author: Author, succeededAt: string | null): TrafficGroup => ({
    ...{ agentId: null, version: null, rows: 9, lastAt: '2026-11-21T11:59:00Z', succeededAt },
    ...author,
  });
  const log = (author: Author, text: string, groups: TrafficGroup[]) => {
    const telemetry = logWith([row('11:00:00', text, author)]);
    return { ...telemetry, traffic: known({ rows: 9, lastAt: '2026-11-21T11:59:00Z', groups }) };
  };
  const of3 = { version: '3' };
  const half = '2026-11-21T11:30:00Z';

  it.each<[string, Partial<DiagnosisFacts>]>([
    [audience, {}],
    ['AuthenticationTypeDisabled', { account: known(account({ disableLocalAuth: true })) }],
    ['Public access is disabled', { account: known(account({ publicNetworkAccess: 'Disabled' })) }],
  ])('is past once the same version succeeded: %s', (text, change) => {
    const after = log(of3, text, [group(of3, half)]);
    const report = diagnose(facts({ ...granted, ...change, telemetry: after }));
    expect([report.outcome, ...report.findings.map(({ code }) => code)]).toEqual([
      'healthy',
      'seen-before',
    ]);
    expect(report.findings[0]?.title).toMatch(/: seen at 2026-11-21T11:00:00Z, not since\.$/);
    expect(report.findings[0]?.explanation).toContain(half);
  });

  it.each<[string, DiagnosisFacts['telemetry']]>([
    ['no call went well', log(of3, audience, [group(of3, null)])],
    ['the call was before', log(of3, audience, [group(of3, '2026-11-21T10:30:00Z')])],
    ['the call was of the same minute', log(of3, audience, [group(of3, '2026-11-21T11:00:30Z')])],
    ['its failure may be on the way', log(of3, audience, [group(of3, '2026-11-21T11:58:00Z')])],
    ['it was another version', log(of3, audience, [group({ version: '2' }, half)])],
    ['older facts do not say', logWith([row('11:00:00', audience, of3)])],
    [
      'a part of the log is missing',
      {
        ...log(of3, audience, [group(of3, half)]),
        searched: {
          ...{ way: 'component', scope: '/c', packedQuery: '', passedOver: [] },
          partial: 'one shard is away',
        },
      },
    ],
  ])('stands where %s', (_name, telemetry) => {
    expect(codesOf({ ...granted, telemetry })[0]).toBe('problem');
  });

  it('stands where another failure came after the success', () => {
    const rows = [row('11:00:00', audience, of3), row('11:40:00', 'tool_user_error', of3)];
    const traffic = known({ rows: 9, lastAt: half, groups: [group(of3, half)] });
    expect(codesOf({ ...granted, telemetry: { ...logWith(rows), traffic } })[0]).toBe('problem');
  });

  it('is past where a version met it that gets no calls any more', () => {
    const telemetry = logWith([row('11:00:00', audience, { version: '2' })]);
    expect(codesOf({ ...granted, agent: twoVersions, telemetry })).toEqual([
      'healthy',
      'seen-before',
    ]);
  });

  it('stands where a former version met what lies in the account', () => {
    const closed = known(account({ publicNetworkAccess: 'Disabled' }));
    const telemetry = logWith([row('11:00:00', 'Public access is disabled', { version: '2' })]);
    const given = { ...granted, agent: twoVersions, account: closed, telemetry };
    expect(codesOf(given)).toEqual(['problem', 'network-closed']);
  });
});
