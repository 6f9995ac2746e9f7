import type { LogRow, RowAuthor } from '../../core/facts/azure.ts';
import type { Traffic, TrafficGroup } from '../../core/facts/diagnosis-facts.ts';
import { redact } from '../../core/redact.ts';
import { ReadFailure } from '../errors/failure.ts';
import type { QueryAnswer } from './run-query.ts';

/** What an answer holds, with why that is only a part where it is. */
export interface Part<T> {
  value: T;
  partial: string | null;
}

/**
 * The rows, oldest first. Rows of a partial answer are evidence all the same; a partial answer
 * without any row is none, because the missing part may hold them.
 */
export function toLogRows(answer: QueryAnswer): Part<LogRow[]> {
  const { rows, partial } = notEmptyPart(answer);
  const value = rows
    .map((row) => ({
      at: timeOf(row['at']) ?? '',
      table: textOf(row['source']),
      text: redact(textOf(row['text']).trim()),
      ...authorOf(row),
    }))
    .sort((a, b) => a.at.localeCompare(b.at));
  return { value, partial };
}

/** The traffic: of a partial answer as much as is known. */
export function toTraffic(answer: QueryAnswer): Part<Traffic> {
  const { rows, partial } = notEmptyPart(answer);
  const groups = rows.flatMap((row): TrafficGroup[] => {
    const lastAt = timeOf(row['lastAt']);
    const count = Number(row['rows'] ?? 0);
    if (lastAt === null || !(count > 0)) return [];
    return [{ ...authorOf(row), rows: count, lastAt, succeededAt: timeOf(row['succeededAt']) }];
  });
  const lastAt = groups.map((group) => group.lastAt).sort((a, b) => a.localeCompare(b));
  const count = groups.reduce((sum, group) => sum + group.rows, 0);
  return { value: { rows: count, lastAt: lastAt.at(-1) ?? null, groups }, partial };
}

function authorOf(row: QueryAnswer['rows'][number]): Required<RowAuthor> {
  return {
    agentId: textOf(row['agentId']) || null,
    version: textOf(row['version']) || null,
  };
}

/** @throws ReadFailure where nothing came of an answer in part. */
function notEmptyPart(answer: QueryAnswer): QueryAnswer {
  const { rows, partial } = answer;
  if (partial === null || rows.length > 0) return answer;
  throw new ReadFailure('incomplete', `Only a part of the logs was searched: ${partial}`);
}

function timeOf(cell: unknown): string | null {
  const date = cell instanceof Date ? cell : typeof cell === 'string' ? new Date(cell) : null;
  return date === null || Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function textOf(cell: unknown): string {
  if (typeof cell === 'string') return cell;
  return cell === null || cell === undefined ? '' : JSON.stringify(cell);
}
