import type { LogsQueryClient } from '@azure/monitor-query';
import * as z from 'zod';
import type { LogWay } from '../../core/facts/diagnosis-facts.ts';
import { redact } from '../../core/redact.ts';
import { errorChain, serviceAnswer, statusOf } from '../errors/error-parts.ts';
import { ReadFailure } from '../errors/failure.ts';
import type { Session } from '../session.ts';
import { logWindow } from './kql.ts';

export interface QueryAnswer {
  /** One object per row, by column name. */
  rows: Record<string, unknown>[];
  /** What is missing, in the service's words, where the answer is only a part. */
  partial: string | null;
}

/** Whom a query is asked: a component or a workspace by its ARM id, a component by its App ID. */
export interface QueryTarget {
  way: LogWay;
  id: string;
}

/** What a person needs who is refused, by the way that was taken. */
const rightsFor: Record<LogWay, string> = {
  component: 'ask for Monitoring Reader on the Application Insights component',
  workspace: 'ask for Log Analytics Reader on the Log Analytics workspace',
  'app-id': 'ask for Monitoring Reader on the Application Insights component',
};

const places: Record<LogWay, string> = {
  component: 'The component',
  workspace: 'The workspace',
  'app-id': 'The component, asked by its App ID,',
};

/** Runs a query and says apart: no table, no right, a part, all. */
export async function runQuery(
  session: Session,
  target: QueryTarget,
  query: string,
): Promise<QueryAnswer> {
  try {
    return target.way === 'app-id'
      ? await askByAppId(session, target.id, query)
      : toAnswer(
          await session.clients.logs.queryResource(target.id, query, {
            duration: logWindow.iso8601,
          }),
        );
  } catch (error) {
    throw explained(error, target.way);
  }
}

function toAnswer(result: Awaited<ReturnType<LogsQueryClient['queryResource']>>): QueryAnswer {
  const isPartial = 'partialTables' in result;
  const [table] = isPartial ? result.partialTables : result.tables;
  return {
    rows: rowsOf(
      table && { columns: table.columnDescriptors.map(({ name }) => name), rows: table.rows },
    ),
    partial: isPartial ? saidOnce(result.partialError.message) : null,
  };
}

/** The official client joins outer and inner message, which are often the same one. */
function saidOnce(message: string): string {
  const sentences = message.split(/\.\s\s/).map((text) => text.trim().replace(/\.$/, ''));
  const said = [...new Set(sentences)].filter(Boolean).join('. ');
  return redact(said || 'the service does not say which part is missing');
}

/** What the interface by App ID answers. It has no official client. */
const AnswerWire = z.object({
  tables: z.array(
    z.object({
      columns: z.array(z.object({ name: z.string() })),
      rows: z.array(z.array(z.unknown())),
    }),
  ),
  error: z.object({ message: z.string().nullish() }).nullish(),
});

async function askByAppId(session: Session, appId: string, query: string): Promise<QueryAnswer> {
  const url = `${session.cloud.appInsights.endpoint}/apps/${encodeURIComponent(appId)}/query`;
  const body = { query, timespan: logWindow.iso8601 };
  const { tables, error } = await session.clients.appInsights.post(url, body, AnswerWire);
  const [table] = tables;
  return {
    rows: rowsOf(table && { columns: table.columns.map(({ name }) => name), rows: table.rows }),
    partial: error ? saidOnce(error.message ?? '') : null,
  };
}

function rowsOf(
  table: { columns: (string | undefined)[]; rows: unknown[][] } | undefined,
): QueryAnswer['rows'] {
  if (table === undefined) {
    throw new ReadFailure('malformed', 'The log query was answered without any table.');
  }
  return table.rows.map((row) =>
    Object.fromEntries(
      table.columns.map((name, index): [string, unknown] => [name ?? '', row[index]]),
    ),
  );
}

/** The failures that only a log query has; others explain themselves. */
function explained(error: unknown, way: LogWay): unknown {
  const [failed] = errorChain(error).filter((part) => statusOf(part) !== null);
  if (failed === undefined) return error;
  const { body, message, code } = serviceAnswer(failed);
  const table = /SEM0100|Failed to resolve table/i.test(body)
    ? (/(?:table|scalar)[^']*'([^']+)'/i.exec(body)?.[1] ?? 'that agents write to')
    : null;
  if (table !== null) {
    return new ReadFailure(
      'not-found',
      `${places[way]} has no table ${table}: nothing of that kind was ever written to it.`,
      { cause: error },
    );
  }
  const status = statusOf(failed);
  if (status === 401 || status === 403) {
    return new ReadFailure(
      'refused',
      `Azure refused to query the logs (${status} ${code ?? 'Forbidden'}): ${rightsFor[way]}. ${message}`,
      { cause: error },
    );
  }
  return error;
}
