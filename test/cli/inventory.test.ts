import { describe, expect, it } from 'vitest';
import type { InventoryReport } from '../../src/core/inventory/inventory-report.ts';
import { expectOutput } from './output-schema.ts';
import { runCli } from './run-cli.ts';

describe('inventory', () => {
  it.each([
    ['healthy', 0, /^HEALTHY /m],
    ['propagating', 2, /^INCONCLUSIVE /m],
    ['company', 1, /^PROBLEM /m],
  ])('of %s ends with %i', async (sample, exitCode, summary) => {
    const ended = await runCli(['inventory', '--sample', sample]);
    expect(ended).toMatchObject({ exitCode, stderr: '' });
    expect(ended.stdout).toMatch(summary);
  });

  it('shows the tree with its marks in words, and why something is missing', async () => {
    const { stdout } = await runCli(['inventory', '--sample', 'company']);
    const lines = stdout.split('\n').map((line) => line.trim());
    expect(lines).toContain('agent <b>x</b> $(calc)  version 1');
    expect(lines).toContain('agent identity of stylist  ✓ account: covered · ✓ project: covered');
    expect(lines).toContain('agent planner  version 1, calls contoso-models');
    expect(lines).toContain('classic-search  hub-based project (classic)');
    expect(stdout).toMatch(/subscription Contoso Finance .*\n {2}! Azure refused to show/);
  });

  it('leaves out with --problems what is fine, and keeps what could not be read', async () => {
    const { stdout } = await runCli(['inventory', '--sample', 'company', '--problems']);
    expect(stdout).toContain('agent archivist');
    expect(stdout).toContain('! The network keeps you from');
    expect(stdout).not.toMatch(/stylist|refunds|classic-search/);
  });

  it('gives one subscription as JSON', async () => {
    const id = 'a81d5c36-0e47-4c9d-b2f3-7d90e6b15c24';
    const args = ['inventory', '--sample', 'company', '--subscription', id, '--json'];
    const { stdout: json } = await runCli(args);
    const report = (await expectOutput('inventory', json)) as InventoryReport;
    expect(report.subscriptions.map(({ subscriptionId }) => subscriptionId)).toEqual([id]);
    const { counts } = report;
    expect(counts.problem).toBeGreaterThan(0);
    expect(report.outcome).toBe('problem');
  });

  it('does not guess where a subscription cannot be found', async () => {
    const id = '00000000-0000-0000-0000-000000000000';
    const args = ['inventory', '--sample', 'company', '--subscription', id];
    const { exitCode, stdout } = await runCli(args);
    expect(exitCode).toBe(2);
    expect(stdout).toMatch(/subscription 0{8}-.*\n {2}! Azure/);
  });
});
