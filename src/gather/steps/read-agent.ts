import type { Agent, AgentVersion } from '../../core/facts/azure.ts';
import type { Fact } from '../../core/facts/fact.ts';
import { ReadFailure } from '../errors/failure.ts';
import { unknown } from '../fact.ts';
import { apiVersions } from '../pipeline/api-versions.ts';
import type { Candidate } from '../request.ts';
import type { Session } from '../session.ts';
import {
  AgentPage,
  AgentWire,
  toAgentVersion,
  VersionPage,
  VersionWire,
  type AgentAnswer,
} from '../wire/agents.ts';
import { chooseOne, noSuch } from './candidates.ts';
import { compareVersions, servingVersion } from './serving-version.ts';

/** Versions beyond the newest ones say nothing about what runs now. */
const versionsShown = 20;

/** The agent that was named, or the one that is chosen from the project's list. */
export async function readAgent(session: Session, endpoint: string): Promise<Fact<Agent>> {
  const { agent: asked } = session.asked;
  if (asked !== undefined) {
    const agent = await readNamedAgent(session, endpoint, asked);
    if (agent.status === 'known' || agent.reason !== 'not-found') return agent;
    const others = await listAgents(session, endpoint);
    if (others.status === 'unknown') return agent;
    const twin = others.value.find(({ name }) => name.toLowerCase() === asked.toLowerCase());
    return twin === undefined
      ? noSuch('agent', asked, others.value.map(describeAgent))
      : readNamedAgent(session, endpoint, twin.name);
  }
  const agents = await listAgents(session, endpoint);
  if (agents.status === 'unknown') return agents;
  if (agents.value.length === 0) {
    return unknown(
      'not-found',
      'The project has no agent. Deploy one first (`azd deploy`), or name another project.',
      agents.source,
    );
  }
  const choice = await chooseOne('agent', agents.value, describeAgent, session.choose);
  return choice.status === 'unknown'
    ? choice
    : readNamedAgent(session, endpoint, choice.value.name);
}

function listAgents(session: Session, endpoint: string): Promise<Fact<AgentAnswer[]>> {
  const { foundry } = session.clients;
  return session.ledger.fact('agent', 'the agents of the project', async () => {
    const agents: AgentAnswer[] = [];
    let after: string | null | undefined;
    do {
      const url = foundryUrl(endpoint, 'agents', { limit: '100', ...(after && { after }) });
      const page: ReturnType<typeof AgentPage.parse> = await foundry.get(url, AgentPage);
      agents.push(...page.data);
      after = page.has_more ? page.last_id : null;
    } while (after);
    return agents;
  });
}

async function readNamedAgent(
  session: Session,
  endpoint: string,
  name: string,
): Promise<Fact<Agent>> {
  const { ledger, clients } = session;
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
  const wanted = servingVersion(trafficRules(wire), String(latest));
  const serving = versions.find(({ version }) => version === wanted);
  if (serving) return { ...answer, value: toAgent(wire, serving, versions) };
  return ledger.fact('agent', `version ${wanted} of the agent ${name}`, async () => {
    const url = foundryUrl(endpoint, `${path}/versions/${encodeURIComponent(wanted)}`);
    const version = toAgentVersion(await clients.foundry.get(url, VersionWire), wire);
    if (version.version !== wanted) {
      throw new ReadFailure('malformed', `Foundry answered with another version than ${wanted}.`);
    }
    return toAgent(wire, version, newestFirst([...versions, version]));
  });
}

function toAgent(wire: AgentAnswer, serving: AgentVersion, versions: AgentVersion[]): Agent {
  return { name: wire.name, serving, versions, stateSource: wire.state_source ?? null };
}

function trafficRules(wire: AgentAnswer): { version: string; share: number }[] {
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

function describeAgent({ name, versions }: AgentAnswer): Candidate {
  const latest = versions?.latest;
  const detail = latest
    ? `${latest.definition?.kind ?? 'agent'}, version ${latest.version}`
    : 'no version';
  return { id: name, name, detail };
}

function foundryUrl(endpoint: string, path: string, query: Record<string, string> = {}): string {
  const parameters = new URLSearchParams({ 'api-version': apiVersions.foundry, ...query });
  return `${endpoint.replace(/\/+$/, '')}/${path}?${parameters.toString()}`;
}
