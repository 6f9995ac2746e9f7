import type { AppInsightsComponent, LogRow } from '../../core/facts/azure.ts';
import type {
  LogSearch,
  LogWay,
  LogWindow,
  TelemetryFacts,
} from '../../core/facts/diagnosis-facts.ts';
import type { Fact } from '../../core/facts/fact.ts';
import { redact } from '../../core/redact.ts';
import { ReadFailure } from '../errors/failure.ts';
import type { Session } from '../session.ts';
import {
  logWindow,
  mostRows,
  symptomQuery,
  trafficQuery,
  type AgentKeys,
  type LogScope,
} from './kql.ts';
import { packQuery } from './pack-query.ts';
import { runQuery, type QueryAnswer, type QueryTarget } from './run-query.ts';

type Searched = Pick<TelemetryFacts, 'query' | 'symptoms' | 'traffic'> & { searched: LogSearch };

/** What the ways after the first need of the component; null where the component lacks it. */
const nextWays: {
  way: LogWay;
  idOf: (component: AppInsightsComponent) => string | null;
}[] = [
  { way: 'workspace', idOf: ({ workspaceResourceId }) => workspaceResourceId },
  { way: 'app-id', idOf: ({ appId }) => appId || null },
];

const wayWords: Record<LogWay, string> = {
  component: 'by the component',
  workspace: 'by its workspace',
  'app-id': 'by its App ID',
};

/**
 * The agent's errors and traffic, from the first way to the logs that has any: the component, where
 * it refuses or is empty its workspace, and where that refuses as well the component by its App ID.
 * A right may be given on one of them alone.
 */
export async function searchLogs(
  session: Session,
  componentId: string,
  component: Promise<Fact<AppInsightsComponent>>,
  keys: AgentKeys,
): Promise<Searched> {
  let best = await search(session, { way: 'component', id: componentId }, componentId, keys);
  for (const { way, idOf } of nextWays) {
    const state = stateOf(best);
    if (state === 'answered' || state === 'broken') break;
    if (state === 'empty' && way !== 'workspace') break;
    const read = await component;
    const id = read.status === 'known' ? idOf(read.value) : null;
    if (id === null) continue;
    const next = await search(session, { way, id }, componentId, keys);
    best = better(best, next);
  }
  return best;
}

async function search(
  session: Session,
  target: QueryTarget,
  componentId: string,
  keys: AgentKeys,
): Promise<Searched> {
  const scope: LogScope =
    target.way === 'workspace' ? { kind: 'workspace', componentId } : { kind: 'component' };
  const query = symptomQuery(keys, scope);
  const words = wayWords[target.way];
  const window = windowUntil(new Date());
  const [symptoms, traffic] = await Promise.all([
    session.ledger.fact('telemetry', `the agent’s errors ${words}`, async () =>
      toLogRows(await runQuery(session, target, query)),
    ),
    session.ledger.fact('telemetry', `the agent’s traffic ${words}`, async () =>
      toTraffic(await runQuery(session, target, trafficQuery(keys, scope))),
    ),
  ]);
  const scopeId = target.way === 'workspace' ? target.id : componentId;
  const searched = {
    way: target.way,
    scope: scopeId,
    packedQuery: packQuery(query),
    passedOver: [],
    window,
  };
  return { query, symptoms, traffic, searched };
}

function windowUntil(to: Date): LogWindow {
  const from = new Date(to.getTime() - logWindow.hours * 3_600_000);
  return { from: from.toISOString(), to: to.toISOString(), mostRows };
}

/** `shut` can be got around by another way; `broken` (a network, a limit, a cancel) cannot. */
function stateOf({ symptoms, traffic }: Searched): 'answered' | 'empty' | 'shut' | 'broken' {
  if (symptoms.status === 'unknown') {
    return ['refused', 'not-found'].includes(symptoms.reason) ? 'shut' : 'broken';
  }
  const isEmpty =
    symptoms.value.length === 0 && traffic.status === 'known' && traffic.value.rows === 0;
  return isEmpty ? 'empty' : 'answered';
}

/** The next way's answer where it says more, with why the one before was passed over. */
function better(before: Searched, next: Searched): Searched {
  const [older, newer] = [stateOf(before), stateOf(next)];
  const saysMore = newer === 'answered' || (newer === 'empty' && older === 'shut');
  if (!saysMore) return noteOf(before, next);
  return noteOf(next, before);
}

/** `kept` with a sentence about the way that was not kept, where that one failed. */
function noteOf(kept: Searched, other: Searched): Searched {
  const { passedOver } = kept.searched;
  const failure =
    other.symptoms.status === 'unknown'
      ? [`Asked ${wayWords[other.searched.way]}: ${other.symptoms.detail}`]
      : [];
  const all = [...other.searched.passedOver, ...passedOver, ...failure];
  return { ...kept, searched: { ...kept.searched, passedOver: all } };
}

/**
 * The rows, oldest first. Rows of a partial answer are evidence all the same; a partial answer
 * without any row is none, because the missing part may hold them.
 */
function toLogRows({ rows, partial }: QueryAnswer): LogRow[] {
  if (partial !== null && rows.length === 0) throw incomplete(partial);
  return rows
    .map((row) => ({
      at: timeOf(row['at']) ?? '',
      table: textOf(row['source']),
      text: redact(textOf(row['text']).trim()),
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
