import type { AppInsightsComponent } from '../../core/facts/azure.ts';
import type {
  LogSearch,
  LogWay,
  LogWindow,
  TelemetryFacts,
} from '../../core/facts/diagnosis-facts.ts';
import type { Fact } from '../../core/facts/fact.ts';
import { unknown } from '../fact.ts';
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
import { runQuery, type QueryTarget } from './run-query.ts';
import { toLogRows, toTraffic, type Part } from './to-rows.ts';

/** What one way to a log answered. */
export type Searched = Pick<TelemetryFacts, 'query' | 'symptoms' | 'traffic'> & {
  searched: LogSearch;
};

/** A component as a search needs it. */
export type Searchable =
  | { kind: 'arm-id'; id: string; component: Promise<Fact<AppInsightsComponent>> }
  | { kind: 'app-id'; id: string };

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
 * A right may be given on one of them alone. Where the App ID is all that is known, it is the only way.
 */
export async function searchLogs(
  session: Session,
  log: Searchable,
  keys: AgentKeys,
): Promise<Searched> {
  if (log.kind === 'app-id') return search(session, { way: 'app-id', id: log.id }, log.id, keys);
  let best = await search(session, { way: 'component', id: log.id }, log.id, keys);
  for (const { way, idOf } of nextWays) {
    const state = stateOf(best);
    if (state === 'answered' || state === 'broken') break;
    if (state === 'empty' && way !== 'workspace') break;
    const read = await log.component;
    const id = read.status === 'known' ? idOf(read.value) : null;
    if (id === null) continue;
    const next = await search(session, { way, id }, log.id, keys);
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
  const gaps = [symptoms, traffic].flatMap((fact) =>
    fact.status === 'known' ? (fact.value.partial ?? []) : [],
  );
  const searched = {
    way: target.way,
    scope: target.way === 'workspace' ? target.id : componentId,
    packedQuery: packQuery(query),
    passedOver: [],
    window,
    ...(gaps.length > 0 && { partial: [...new Set(gaps)].join('; ') }),
  };
  return {
    query,
    symptoms: evidenceIn(symptoms),
    traffic: evidenceIn(traffic),
    searched,
  };
}

/** An answer in part is evidence of what it holds; an empty one is none: the rest may hold rows. */
function evidenceIn<T>(fact: Fact<Part<T>>): Fact<T> {
  if (fact.status === 'unknown') return fact;
  const { value, partial, isEmpty } = fact.value;
  return partial !== null && isEmpty
    ? unknown('incomplete', `Only a part of the logs was searched: ${partial}.`, fact.source)
    : { ...fact, value };
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

/** Whether no way to a log was open, so that another log may be asked. */
export function isShut(searched: Searched): boolean {
  return stateOf(searched) === 'shut';
}

/** The next way's answer where it says more, with why the one before was passed over. */
function better(before: Searched, next: Searched): Searched {
  const [older, newer] = [stateOf(before), stateOf(next)];
  const saysMore = newer === 'answered' || (newer === 'empty' && older === 'shut');
  return saysMore
    ? withPassedOver(next, [...failuresOf(before), ...next.searched.passedOver])
    : withPassedOver(before, [...before.searched.passedOver, ...failuresOf(next)]);
}

/** The sentences about the ways of a search that failed, its last one included. */
export function failuresOf({ symptoms, searched }: Searched): string[] {
  const last =
    symptoms.status === 'unknown' ? [`Asked ${wayWords[searched.way]}: ${symptoms.detail}`] : [];
  return [...searched.passedOver, ...last];
}

/** What was found, with these sentences about what failed. */
export function withPassedOver(found: Searched, passedOver: string[]): Searched {
  return { ...found, searched: { ...found.searched, passedOver } };
}
