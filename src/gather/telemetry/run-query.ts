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

/** Runs a query over a component's own tables and says apart: no table, no right, a part, all. */
export async function runQuery(
  session: Session,
  componentId: string,
  query: string,
): Promise<QueryAnswer> {
  const client = session.clients.logs;
  const result = await client
    .queryResource(componentId, query, { duration: logWindow.iso8601 })
    .catch((error: unknown) => {
      throw explained(error);
    });
  const isPartial = 'partialTables' in result;
  const [table] = isPartial ? result.partialTables : result.tables;
  if (table === undefined) {
    throw new ReadFailure('malformed', 'The log query was answered without any table.');
  }
  const names = table.columnDescriptors.map(({ name }) => name ?? '');
  return {
    rows: table.rows.map((row) =>
      Object.fromEntries(names.map((name, index): [string, unknown] => [name, row[index]])),
    ),
    partial: isPartial ? result.partialError.message : null,
  };
}

/** The failures that only a log query has; others explain themselves. */
function explained(error: unknown): unknown {
  const [failed] = errorChain(error).filter((part) => statusOf(part) !== null);
  if (failed === undefined) return error;
  const { body, message, code } = serviceAnswer(failed);
  const table = /SEM0100|Failed to resolve table/i.test(body)
    ? (/(?:table|scalar)[^']*'([^']+)'/i.exec(body)?.[1] ?? 'one of the tables')
    : null;
  if (table !== null) {
    return new ReadFailure(
      'not-found',
      `The component has no table ${table}: nothing of that kind was ever written to it.`,
      { cause: error },
    );
  }
  const status = statusOf(failed);
  if (status === 401 || status === 403) {
    return new ReadFailure(
      'refused',
      `Azure refused to query the logs (${status} ${code ?? 'Forbidden'}): ask for Monitoring Reader on the Application Insights component. ${message}`,
      { cause: error },
    );
  }
  return error;
}
