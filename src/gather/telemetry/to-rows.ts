import type { LogRow, RowAuthor } from '../../core/facts/azure.ts';
import type { Traffic, TrafficGroup } from '../../core/facts/diagnosis-facts.ts';
import { redact } from '../../core/redact.ts';
import type { QueryAnswer } from './run-query.ts';

/** What an answer holds, with why that is only a part where it is. */
export interface Part<T> {
  value: T;
  partial: string | null;
  /** Whether there is anything in it. */
  isEmpty: boolean;
}

/** The rows, oldest first. */
export function toLogRows({ rows, partial }: QueryAnswer): Part<LogRow[]> {
  const value = rows
    .map((row) => ({
      at: timeOf(row['at']) ?? '',
      table: textOf(row['source']),
      text: redact(textOf(row['text']).trim()),
      ...authorOf(row),
    }))
    .sort((a, b) => a.at.localeCompare(b.at));
  return { value, partial, isEmpty: rows.length === 0 };
}

/** The traffic: of a partial answer as much as is known. */
export function toTraffic({ rows, partial }: QueryAnswer): Part<Traffic> {
  const groups = rows.flatMap((row): TrafficGroup[] => {
    const lastAt = timeOf(row['lastAt']);
    const count = Number(row['rows'] ?? 0);
    if (lastAt === null || !(count > 0)) return [];
    return [{ ...authorOf(row), rows: count, lastAt, succeededAt: timeOf(row['succeededAt']) }];
  });
  const lastAt = groups.map((group) => group.lastAt).sort((a, b) => a.localeCompare(b));
  const count = groups.reduce((sum, group) => sum + group.rows, 0);
  const value = { rows: count, lastAt: lastAt.at(-1) ?? null, groups };
  return { value, partial, isEmpty: count === 0 };
}

function authorOf(row: QueryAnswer['rows'][number]): Required<RowAuthor> {
  return {
    agentId: textOf(row['agentId']) || null,
    version: textOf(row['version']) || null,
  };
}

function timeOf(cell: unknown): string | null {
  const date = cell instanceof Date ? cell : typeof cell === 'string' ? new Date(cell) : null;
  return date === null || Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function textOf(cell: unknown): string {
  if (typeof cell === 'string') return cell;
  return cell === null || cell === undefined ? '' : JSON.stringify(cell);
}
