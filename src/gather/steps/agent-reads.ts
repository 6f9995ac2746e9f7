import type { Agent, AgentVersion } from '../../core/facts/azure.ts';
import type { Fact } from '../../core/facts/fact.ts';
import { ReadFailure } from '../errors/failure.ts';
import { unknown } from '../fact.ts';
import { foundryUrl } from '../pipeline/foundry-url.ts';
import type { Reading } from '../session.ts';
import {
  AgentPage,
  AgentWire,
  toAgentVersion,
  VersionPage,
  VersionWire,
  type AgentAnswer,
} from '../wire/agents.ts';
import {
  compareVersions,
  servedVersions,
  servingVersion,
  type TrafficRule,
} from './serving-version.ts';

/** Versions beyond the newest ones say nothing about what runs now. */
const versionsShown = 20;

/** Agents of one page, which is the service's own limit. */
const agentsPerPage = 100;

/**
 * Hands every page of a project's agents to `onPage`, in order, and lets it go before the next one is
 * asked for. `endpoint` is the project's.
 */
export async function listAgents(
  { clients }: Reading,
  endpoint: string,
  onPage: (agents: AgentAnswer[]) => void | Promise<void>,
): Promise<void> {
  let after: string | null | undefined;
  do {
    const url = foundryUrl(endpoint, 'agents', {
      limit: String(agentsPerPage),
      ...(after && { after }),
    });
    const { next, done } = await clients.foundry.fold(url, (answer) => {
      const { data, has_more, last_id } = AgentPage.parse(answer);
      return { next: has_more ? last_id : null, done: onPage(data) };
    });
    await done;
    after = next;
  } while (after);
}

/** One agent with its newest versions and the one that serves. `endpoint` is the project's. */
export async function readNamedAgent(
  reading: Reading,
  endpoint: string,
  name: string,
): Promise<Fact<Agent>> {
  const { ledger, clients } = reading;
  const path = `agents/${encodeURIComponent(name)}`;
  const [answer, page] = await Promise.all([
    ledger.fact('agent', `the agent ${name}`, () =>
      clients.foundry.get(foundryUrl(endpoint, path), AgentWire),
    ),
    ledger.fact('agent', `the versions of the agent ${name}`, () =>
      clients.foundry.get(
        foundryUrl(endpoint, `${path}/versions`, { limit: String(versionsShown), order: 'desc' }),
        VersionPage,
      ),
    ),
  ]);
  if (answer.status === 'unknown') return answer;
  const wire = answer.value;
  const listed = page.status === 'known' ? page.value.data : [];
  const seen = [...listed, ...(wire.versions?.latest ? [wire.versions.latest] : [])];
  const versions = newestFirst(seen.map((version) => toAgentVersion(version, wire)));
  const latest = wire.versions?.latest?.version ?? versions[0]?.version;
  if (latest === undefined) {
    return page.status === 'unknown'
      ? page
      : unknown('not-found', `The agent ${name} has no version yet: deploy one.`, answer.source);
  }
  const wanted = servingVersionOf(wire, String(latest));
  const serving = versions.find(({ version }) => version === wanted);
  if (serving) return { ...answer, value: toAgent(wire, serving, versions) };
  const version = await readVersion(reading, endpoint, wire, wanted);
  return version.status === 'unknown'
    ? version
    : {
        ...version,
        value: toAgent(wire, version.value, newestFirst([...versions, version.value])),
      };
}

/** One version of an agent that has been read. */
export function readVersion(
  { ledger, clients }: Reading,
  endpoint: string,
  agent: AgentAnswer,
  wanted: string,
): Promise<Fact<AgentVersion>> {
  return ledger.fact('agent', `version ${wanted} of the agent ${agent.name}`, async () => {
    const path = `agents/${encodeURIComponent(agent.name)}/versions/${encodeURIComponent(wanted)}`;
    const answer = await clients.foundry.get(foundryUrl(endpoint, path), VersionWire);
    const version = toAgentVersion(answer, agent);
    if (version.version !== wanted) {
      throw new ReadFailure('malformed', `Foundry answered with another version than ${wanted}.`);
    }
    return version;
  });
}

export function toAgent(wire: AgentAnswer, serving: AgentVersion, versions: AgentVersion[]): Agent {
  const latest = String(wire.versions?.latest?.version ?? versions[0]?.version ?? serving.version);
  return {
    name: wire.name,
    serving,
    versions,
    state: wire.state?.toLowerCase() ?? null,
    stateSource: wire.state_source ?? null,
    traffic: servedVersions(trafficRulesOf(wire), latest),
  };
}

/** Name of the version that gets the agent's traffic. */
export function servingVersionOf(wire: AgentAnswer, latest: string): string {
  return servingVersion(trafficRulesOf(wire), latest);
}

function trafficRulesOf(wire: AgentAnswer): TrafficRule[] {
  const rules = wire.agent_endpoint?.version_selector?.version_selection_rules ?? [];
  return rules.map(({ agent_version, traffic_percentage }) => ({
    version: String(agent_version ?? 'latest'),
    share: traffic_percentage ?? 0,
  }));
}

/** One entry per version, since the latest one is listed on the agent as well. */
function newestFirst(versions: AgentVersion[]): AgentVersion[] {
  const unique = new Map(versions.map((version) => [version.version, version]));
  return [...unique.values()].sort((a, b) => compareVersions(b.version, a.version));
}
