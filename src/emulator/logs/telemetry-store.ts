import type { Estate } from '../tenant/estate.ts';
import { moment } from '../tenant/time-schema.ts';

/** A log row under the classic column names; `timestamp` is ISO text. */
export type TelemetryRow = Record<string, unknown> & { timestamp: string };

/** The rows of every App Insights component, by its ARM id and the table's classic name. */
export interface TelemetryStore {
  rows(componentId: string, table: string): readonly TelemetryRow[];
  append(componentId: string, table: string, row: TelemetryRow): void;
  /** Tables of the component that hold rows, as the tenant file names them. */
  tables(componentId: string): string[];
}

export function createTelemetryStore(estate: Estate, startedAt: Date): TelemetryStore {
  const components = new Map<string, Map<string, TelemetryRow[]>>();
  const tablesOf = (componentId: string): Map<string, TelemetryRow[]> => {
    const key = componentId.toLowerCase();
    const tables = components.get(key) ?? new Map<string, TelemetryRow[]>();
    components.set(key, tables);
    return tables;
  };
  const append = (componentId: string, table: string, row: TelemetryRow): void => {
    const tables = tablesOf(componentId);
    tables.set(table, [...(tables.get(table) ?? []), row]);
  };
  for (const { id, spec } of estate.components) {
    for (const [table, rows] of Object.entries(spec.tables)) {
      for (const row of Object.values(rows)) {
        append(id, table, { ...row, timestamp: moment(row.timestamp, startedAt).toISOString() });
      }
    }
  }
  return {
    rows: (componentId, table) => tablesOf(componentId).get(table) ?? [],
    append,
    tables: (componentId) => [...tablesOf(componentId).keys()],
  };
}
