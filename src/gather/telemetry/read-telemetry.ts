import type { Agent, Connection } from '../../core/facts/azure.ts';
import type { TelemetryFacts } from '../../core/facts/diagnosis-facts.ts';
import type { Fact } from '../../core/facts/fact.ts';
import { known, notRead } from '../fact.ts';
import type { Session } from '../session.ts';
import { componentIdOf, readComponent } from './find-component.ts';
import { symptomQuery, type AgentKeys } from './kql.ts';
import { searchLogs } from './search-logs.ts';

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
  const componentId = componentIdOf(connections.value);
  if (componentId === null) {
    const without = notRead('the project has no Application Insights connection.');
    return { ...noTelemetry(without, query), component: known(null, connections.source) };
  }
  const component = readComponent(session, componentId);
  const found = await searchLogs(session, componentId, component, keys);
  return { component: await component, ...found };
}

/** Telemetry of which nothing was read. */
export function noTelemetry(why: Fact<never>, query = ''): TelemetryFacts {
  return { component: why, query, symptoms: why, traffic: why };
}
