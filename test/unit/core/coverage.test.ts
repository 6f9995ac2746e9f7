import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/core/diagnose.ts';
import { describeCoverage } from '../../../src/core/report/coverage.ts';
import type { Verdict } from '../../../src/core/rbac/verdict.ts';
import {
  accountId,
  agent,
  facts,
  instanceId,
  known,
  otherAccount,
  otherAccountId,
  projectId,
  version,
} from './sample-facts.ts';

const report = diagnose(facts());

function verdict(change: Partial<Verdict>): Verdict {
  return {
    principalId: instanceId,
    action: 'a',
    scope: accountId,
    state: 'allowed',
    decidedBy: null,
    basis: { kind: 'none', text: '', source: '' },
    required: false,
    note: '',
    ...change,
  };
}

/** What the picture shows of the agent's identity at its account. */
function shownOf(verdicts: Verdict[]) {
  const { rows } = describeCoverage({ ...report, verdicts });
  return rows.find(({ principal }) => principal.id === instanceId)?.cells[1];
}

describe('the picture of identities and scopes', () => {
  it('has a row for each identity and a column for project and account', () => {
    const { columns, rows } = describeCoverage(report);
    expect(columns.map(({ label, scope }) => [label, scope])).toEqual([
      ['Project', projectId],
      ['Account', accountId],
    ]);
    expect(rows.map(({ principal }) => principal.role)).toEqual(
      report.subject.principals.map(({ role }) => role),
    );
  });

  it('has a third column only where the calls reach another account', () => {
    const environment = { AZURE_OPENAI_ENDPOINT: 'https://models.openai.azure.com/' };
    const elsewhere = diagnose(
      facts({
        agent: known(agent(version({ environment }))),
        targetAccount: known(otherAccount()),
      }),
    );
    expect(describeCoverage(elsewhere).columns.at(-1)).toMatchObject({
      label: 'Target account',
      scope: otherAccountId,
    });
  });

  it('shows the worst of the required verdicts, before any that nothing needs', () => {
    const cell = shownOf([
      verdict({ state: 'denied' }),
      verdict({ state: 'allowed', required: true }),
      verdict({ state: 'not-granted', required: true, note: 'No role.' }),
    ]);
    expect(cell).toMatchObject({ required: true, reason: 'No role.' });
    expect(cell?.shown.state).toBe('not-granted');
    expect(cell?.verdicts).toHaveLength(3);
  });

  it('finds a verdict whose scope is cased otherwise', () => {
    expect(shownOf([verdict({ scope: accountId.toUpperCase() })])?.shown.state).toBe('allowed');
  });

  it('leaves a cell empty where nothing was judged', () => {
    expect(shownOf([])).toBeNull();
  });

  it('is empty for a report without a subject', () => {
    const nothing = { ...report.subject, project: null, account: null, targetAccount: null };
    expect(describeCoverage({ ...report, subject: { ...nothing, principals: [] } })).toEqual({
      columns: [],
      rows: [],
    });
  });
});
