import type { Agent, Connection, LogRow } from '../../core/facts/azure.ts';
import type { TelemetryFacts } from '../../core/facts/diagnosis-facts.ts';
import type { Fact } from '../../core/facts/fact.ts';
import { redact } from '../../core/redact.ts';
import { ReadFailure } from '../errors/failure.ts';
import { known, notRead } from '../fact.ts';
import type { Session } from '../session.ts';
import { componentIdOf, readComponent } from './find-component.ts';
import { symptomQuery, trafficQuery, type AgentKeys } from './kql.ts';
import { runQuery, type QueryAnswer } from './run-query.ts';

/**
 * What the agent wrote to Application Insights. The component and the two queries need only the
 * component's id, which the connection names, so all three are read at the same time.
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
  const [component, symptoms, traffic] = await Promise.all([
    readComponent(session, componentId),
    session.ledger.fact('telemetry', 'the agent’s errors', async () =>
      toLogRows(await runQuery(session, componentId, query)),
    ),
    session.ledger.fact('telemetry', 'the agent’s traffic', async () =>
      toTraffic(await runQuery(session, componentId, trafficQuery(keys))),
    ),
  ]);
  return { component, query, symptoms, traffic };
}

/** Telemetry of which nothing was read. */
export function noTelemetry(why: Fact<never>, query = ''): TelemetryFacts {
  return { component: why, query, symptoms: why, traffic: why };
}

/**
 * The rows, oldest first. Rows of a partial answer are evidence all the same; a partial answer
 * without any row is none, because the missing part may hold them.
 */
function toLogRows({ rows, partial }: QueryAnswer): LogRow[] {
  if (partial !== null && rows.length === 0) throw incomplete(partial);
  return rows
    .map((row) => ({
      at: timeOf(row['timestamp']) ?? '',
      table: textOf(row['source']),
      text: redact(textOf(row['text'])),
      agentId: textOf(row['agentId']) || null,
    }))
    .sort((a, b) => a.at.localeCompare(b.at));
}

function toTraffic({ rows: [row], partial }: QueryAnswer): { rows: number; lastAt: string | null } {
  if (partial !== null) throw incomplete(partial);
  const rows = Number(row?.['rows'] ?? 0);
  return { rows, lastAt: rows === 0 ? null : timeOf(row?.['lastAt']) };
}

function incomplete(partial: string): ReadFailure {
  return new ReadFailure('incomplete', `Only a part of the logs was searched: ${partial}`);
}

function timeOf(cell: unknown): string | null {
  const date = cell instanceof Date ? cell : typeof cell === 'string' ? new Date(cell) : null;
  return date === null || Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function textOf(cell: unknown): string {
  if (typeof cell === 'string') return cell;
  return cell === null || cell === undefined ? '' : JSON.stringify(cell);
}
