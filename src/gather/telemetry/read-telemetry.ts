import type { Agent, AppInsightsComponent, Connection } from '../../core/facts/azure.ts';
import type { TelemetryFacts } from '../../core/facts/diagnosis-facts.ts';
import type { Fact } from '../../core/facts/fact.ts';
import { known, notRead, unknown } from '../fact.ts';
import type { Session } from '../session.ts';
import { symptomQuery, type AgentKeys } from './kql.ts';
import { logSourcesOf, type LogSource } from './log-sources.ts';
import { readComponent } from './read-component.ts';
import { failuresOf, isShut, searchLogs, withPassedOver, type Searched } from './search-logs.ts';

/**
 * What the agent wrote to Application Insights. The component and the first queries need only
 * the component's id, which the connection names, so they are read at the same time.
 */
export async function readTelemetry(
  session: Session,
  connections: Fact<Connection[]>,
  agent: Fact<Agent>,
): Promise<TelemetryFacts> {
  if (agent.status === 'unknown' && session.asked.agent === undefined) {
    return noTelemetry(notRead('the agent is not known.'));
  }
  const keys: AgentKeys =
    agent.status === 'known'
      ? {
          name: agent.value.name,
          principalId: agent.value.serving.instanceIdentity?.principalId ?? null,
        }
      : { name: session.asked.agent ?? '', principalId: null };
  const query = symptomQuery(keys);
  if (connections.status === 'unknown') {
    return noTelemetry(notRead('the connections of the project are not known.'), query);
  }
  const sources = logSourcesOf(connections.value);
  if (sources.length === 0) {
    const without = notRead('the project has no Application Insights connection.');
    return { ...noTelemetry(without, query), component: known(null, connections.source) };
  }
  const found = await searchSources(session, sources, keys);
  return found ?? noTelemetry(unknown('not-read', sources.map(namesNothing).join(' ')), query);
}

/** Telemetry of which nothing was read. */
export function noTelemetry(why: Fact<never>, query = ''): TelemetryFacts {
  return { component: why, query, symptoms: why, traffic: why };
}

type Found = Searched & Pick<TelemetryFacts, 'component'>;

/** A log that was tried; `found` is null where its connection does not say which component it is. */
interface Tried {
  source: LogSource;
  found: Found | null;
}

/**
 * The first log that can be read, the likeliest first, with why those before it could not be and which
 * others there are. Where none can be read, the likeliest; null where none is named at all.
 */
async function searchSources(
  session: Session,
  sources: LogSource[],
  keys: AgentKeys,
): Promise<Found | null> {
  const tried: Tried[] = [];
  for (const [index, source] of sources.entries()) {
    const found = await searchSource(session, source, keys);
    if (found === null || isShut(found)) {
      tried.push({ source, found });
      continue;
    }
    const others = sources.slice(index + 1).map(({ connection }) => connection);
    const before = tried.flatMap(failuresIn);
    const { searched } = withPassedOver(found, [...before, ...found.searched.passedOver]);
    return { ...found, searched: { ...searched, ...(others.length > 0 && { others }) } };
  }
  const likeliest = tried.find(({ found }) => found !== null);
  if (!likeliest?.found) return null;
  const { found } = likeliest;
  const others = tried.filter((one) => one !== likeliest).flatMap(failuresIn);
  return { ...found, ...withPassedOver(found, [...found.searched.passedOver, ...others]) };
}

async function searchSource(
  session: Session,
  { connection, names }: LogSource,
  keys: AgentKeys,
): Promise<Found | null> {
  if (names.kind === 'nothing') return null;
  const component: Promise<Fact<AppInsightsComponent>> =
    names.kind === 'arm-id'
      ? readComponent(session, names.id)
      : Promise.resolve(known(namedByAppId(connection.name, names.id), 'the connection'));
  const log = names.kind === 'arm-id' ? { ...names, component } : names;
  const found = await searchLogs(session, log, keys);
  return {
    ...found,
    component: await component,
    searched: { ...found.searched, connection },
  };
}

/** All that is known of a component whose connection names its App ID alone. */
function namedByAppId(connection: string, appId: string): AppInsightsComponent {
  return { id: '', name: `of connection ${connection}`, appId, workspaceResourceId: null };
}

function failuresIn({ source, found }: Tried): string[] {
  if (found === null) return [namesNothing(source)];
  return failuresOf(found).map((failure) => `Connection ${source.connection.name}. ${failure}`);
}

function namesNothing({ connection }: LogSource): string {
  return `Connection ${connection.name} names neither the ARM id nor the App ID of its component.`;
}
