import { describe, expect, it } from 'vitest';
import { judgeInventory } from '../../src/core/inventory/judge-inventory.ts';
import type { ReportedAgent } from '../../src/core/inventory/inventory-report.ts';
import type { InventoryFacts } from '../../src/core/inventory/inventory.ts';
import { loadSample, sampleNames, startEmulator } from '../../src/emulator/index.ts';
import { surveyEmulator } from './survey-emulator.ts';

const withCoverage = sampleNames.filter((name) => loadSample(name).expect?.coverage !== undefined);

/** Samples that state how their agents are covered are shown that way, read over the wire. */
describe('the inventory of the samples', () => {
  it.each(withCoverage)('%s', async (name) => {
    const tenant = loadSample(name);
    const emulator = await startEmulator({ tenant });
    try {
      expect(coverageOf(await surveyEmulator(emulator))).toEqual(tenant.expect?.coverage);
    } finally {
      await emulator.stop();
    }
  });
});

/** The states of the agents' identities, under the names that tenant files give them. */
function coverageOf(facts: InventoryFacts): Record<string, Record<string, string>> {
  const projects = facts.resources.status === 'known' ? facts.resources.value.projects : [];
  const places = new Map(projects.map(({ id, endpoint }) => [id, placeOf(endpoint ?? '')]));
  return Object.fromEntries(
    judgeInventory(facts)
      .subscriptions.flatMap(({ accounts }) => accounts)
      .flatMap((account) => account.projects)
      .flatMap(({ id, agents }) =>
        agents.flatMap((agent) => {
          const states = statesOf(agent);
          return states === null ? [] : [[`${places.get(id)}/${agent.name}`, states]];
        }),
      ) as [string, Record<string, string>][],
  );
}

/** `host/project` of the endpoint of a project. */
function placeOf(endpoint: string): string {
  const [, host, project] =
    /\/([^./]+)\.services\.ai\.azure\.com\/api\/projects\/(.+)$/.exec(endpoint) ?? [];
  return `${host}/${project}`;
}

/** Null where the agent has no identity yet. */
function statesOf({ identities }: ReportedAgent): Record<string, string> | null {
  const own = identities.find(({ role }) => role === 'agent-instance');
  return own ? Object.fromEntries(own.marks.map(({ at, state }) => [at, state])) : null;
}
