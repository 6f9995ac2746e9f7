import { describe, expect, it } from 'vitest';
import { valueOf } from '../../../src/core/facts/fact.ts';
import { judgeInventory } from '../../../src/core/inventory/judge-inventory.ts';
import { renderInventory } from '../../../src/core/inventory/text.ts';
import { loadSample } from '../../../src/emulator/index.ts';
import { surveyInventory, type SurveyProgress } from '../../../src/gather/index.ts';
import { company, withInventory } from './emulated-inventory.ts';

describe('a survey of a company', () => {
  it('finds every agent in the state that the tenant file expects', async () => {
    const facts = await withInventory({}, (reader) => surveyInventory(reader));
    const { subscriptions, outcome } = judgeInventory(facts);
    const states = subscriptions.flatMap(({ accounts }) =>
      accounts.flatMap((account) =>
        account.projects.flatMap((project) =>
          project.agents.flatMap(({ name, identities }) => {
            // Two accounts bear one name; their endpoints do not.
            const host = account.location === 'westeurope' ? 'contoso-research' : account.name;
            const caller = identities.find(({ role }) => role === 'agent-instance');
            const marks = caller?.marks.map(({ at, state }) => [at, state]) ?? [];
            return caller ? [[`${host}/${project.name}/${name}`, Object.fromEntries(marks)]] : [];
          }),
        ),
      ),
    );
    expect(Object.fromEntries(states)).toEqual(loadSample('company').expect?.coverage);
    expect(outcome).toBe('problem');
  });

  it('is plain JSON, and the same report comes out of what was saved', async () => {
    const facts = await withInventory({}, (reader) => surveyInventory(reader));
    const saved = JSON.parse(JSON.stringify(facts)) as typeof facts;
    expect(judgeInventory(saved)).toEqual(judgeInventory(facts));
    expect(JSON.stringify(facts)).not.toMatch(/eyJ|loopback-only/);
  });

  it('judges the same without the roles that say nothing of model calls', async () => {
    const { kept, whole } = await withInventory({}, async (reader) => {
      const facts = await surveyInventory(reader);
      const access = await Promise.all(
        facts.access.map(({ subscriptionId }) => reader.access(subscriptionId)),
      );
      return { kept: facts, whole: { ...facts, access } };
    });
    const rows = ({ access }: typeof kept) =>
      access.flatMap(({ assignments }) => valueOf(assignments) ?? []);
    expect(rows(kept).length).toBeGreaterThan(0);
    expect(rows(kept).length).toBeLessThan(rows(whole).length);
    expect(judgeInventory(kept)).toEqual(judgeInventory(whole));
  });

  it('asks each account once for its connections, and no subscription without one for access', async () => {
    const paths = await withInventory({}, async (reader, emulator) => {
      await surveyInventory(reader);
      return emulator.requests().map(({ path }) => path);
    });
    const connections = paths.filter((path) => /\/accounts\/[^/]+\/connections\?/.test(path));
    expect(new Set(connections).size).toBe(connections.length);
    const assignments = paths.filter((path) => /\/roleAssignments\?/.test(path));
    expect(assignments).toHaveLength(2);
    expect(assignments.join()).not.toContain(company.finance);
  });

  it('is limited to the subscriptions that are named, and tells how far it is', async () => {
    const progress: SurveyProgress[] = [];
    const facts = await withInventory({}, (reader) =>
      surveyInventory(reader, {
        subscriptions: [company.models],
        onProgress: (event) => progress.push(event),
      }),
    );
    expect(facts.access.map(({ subscriptionId }) => subscriptionId)).toEqual([company.models]);
    expect(Object.keys(facts.contents).join()).not.toContain(company.shop);
    expect(progress[0]).toMatchObject({ part: 'resources' });
    expect(progress).toContainEqual({ part: 'access', done: 1, total: 1 });
  });

  it('without a sign-in says so once, and reads nothing', async () => {
    const report = await withInventory(
      { request: { credential: { getToken: async () => null } } },
      async (reader, emulator) => {
        const facts = await surveyInventory(reader);
        expect(emulator.requests()).toEqual([]);
        return judgeInventory(facts);
      },
    );
    expect(report).toMatchObject({ outcome: 'inconclusive', caller: null, subscriptions: [] });
    expect(report.unread).toHaveLength(1);
    expect(report.unread[0]).toContain('az login');
  });

  it('rejects with the reason when it is cancelled on its way', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const surveying = withInventory({}, (reader) =>
      surveyInventory(reader, {
        signal: controller.signal,
        onProgress: ({ part }) => {
          if (part === 'projects') controller.abort(reason);
        },
      }),
    );
    await expect(surveying).rejects.toBe(reason);
  });
});

describe('the inventory in a terminal', () => {
  it('shows names that would move the cursor, instead of obeying them', async () => {
    const facts = await withInventory({}, (reader) => surveyInventory(reader));
    const report = judgeInventory(facts);
    const agents = report.subscriptions[0]?.accounts[0]?.projects[0]?.agents ?? [];
    agents[0] = { ...agents[0]!, name: 'a\u001b[2Jb\r\n\u202ec' };
    const text = renderInventory(report, { problemsOnly: false });
    expect(text).toContain('agent a\\u{1b}[2Jb\\u{d}\\u{a}\\u{202e}c');
    expect(text).toContain('agent <b>x</b> $(calc)');
  });
});
