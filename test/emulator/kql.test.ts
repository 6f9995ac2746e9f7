import { describe, expect, it } from 'vitest';
import { runQuery, type Database } from '../../src/emulator/kql/run.ts';
import type { Table } from '../../src/emulator/kql/values.ts';

const now = new Date('2026-11-20T12:00:00Z');
const at = (time: string): Date => new Date(`2026-11-20T${time}:00Z`);

const tables: Record<string, Table> = {
  traces: {
    columns: [
      { name: 'timestamp', type: 'datetime' },
      { name: 'message', type: 'string' },
      { name: 'severity', type: 'int' },
      { name: 'dims', type: 'dynamic' },
    ],
    rows: [
      {
        timestamp: at('11:50'),
        message: 'Principal lacks it',
        severity: 3,
        dims: { 'gen_ai.agent.id': 'a:1', n: [1, 2] },
      },
      {
        timestamp: at('09:00'),
        message: 'all is well',
        severity: 1,
        dims: { 'gen_ai.agent.id': 'b' },
      },
      { timestamp: at('11:00'), message: 'PRINCIPALS gather', severity: 2, dims: {} },
    ],
  },
  exceptions: {
    columns: [
      { name: 'timestamp', type: 'datetime' },
      { name: 'outer', type: 'string' },
    ],
    rows: [{ timestamp: at('11:55'), outer: 'denied' }],
  },
};
const database: Database = { now, table: (name) => tables[name] };

const cells = (query: string): unknown[][] => {
  const { columns, rows } = runQuery(query, database);
  return rows.map((row) => columns.map(({ name }) => row[name]));
};
const severities = (condition: string): unknown[] =>
  cells(`traces | where ${condition} | order by severity asc | project severity`).flat();

describe('conditions', () => {
  const cases: [condition: string, severities: number[]][] = [
    ['timestamp > ago(2h)', [2, 3]],
    ['timestamp between (ago(4h) .. ago(30m))', [1, 2]],
    ['timestamp >= datetime(2026-11-20T11:30:00Z)', [3]],
    ["message has 'principal'", [3]],
    ["message contains 'principal'", [2, 3]],
    ["message contains_cs 'Principal'", [3]],
    ["message !has 'principal'", [1, 2]],
    ["message startswith 'p' and not(message has 'lacks')", [2]],
    ["message =~ 'ALL IS WELL' or severity == 3", [1, 3]],
    ["message has_any ('well', 'gather')", [1, 2]],
    ["message matches regex '^[A-Z]+ '", [2]],
    ["dims['gen_ai.agent.id'] == 'b'", [1]],
    ["tostring(dims['gen_ai.agent.id']) startswith 'a:'", [3]],
    ["isempty(tostring(dims['gen_ai.agent.id']))", [2]],
    ['dims.n[1] == 2', [3]],
    ['severity in (1, 2) and severity != 2', [1]],
    ["message in~ ('all IS well')", [1]],
    ['severity + 1 > 2 * 1.5', [3]],
    ["(message has 'well' or severity > 2) and severity < 3", [1]],
    ["iff(severity > 1, 'bad', 'good') == 'good'", [1]],
  ];
  it.each(cases)('%s', (condition, expected) => {
    expect(severities(condition)).toEqual(expected);
  });
});

describe('operators', () => {
  const cases: [query: string, rows: unknown[][]][] = [
    ['traces | count', [[3]]],
    ['traces | top 1 by timestamp | project message', [['Principal lacks it']]],
    ['traces | sort by severity | take 1 | project severity', [[3]]],
    ['traces | summarize rows = count(), last = max(timestamp)', [[3, at('11:50')]]],
    ['traces | where severity > 9 | summarize rows = count(), last = max(timestamp)', [[0, null]]],
    [
      'traces | summarize count() by bin(timestamp, 1h) | order by timestamp asc',
      [
        [at('09:00'), 1],
        [at('11:00'), 2],
      ],
    ],
    ['traces | summarize arg_max(timestamp, message)', [[at('11:50'), 'Principal lacks it']]],
    ['traces | summarize countif(severity >= 2), avg(severity)', [[2, 2]]],
    [
      "traces | extend level = strcat('s', severity) | project level | order by level asc | take 1",
      [['s1']],
    ],
    ['traces | distinct severity | count', [[3]]],
    [
      'traces | project severity, m = strlen(message) | where severity == 1 | project-away m',
      [[1]],
    ],
    [
      'union withsource=source traces, exceptions | summarize n = count() by source | order by source asc',
      [
        ['exceptions', 1],
        ['traces', 3],
      ],
    ],
    [
      'union traces, (exceptions | where outer == "x") | extend text = coalesce(message, outer) | count',
      [[3]],
    ],
    ['exceptions | union traces | count', [[4]]],
    ['union isfuzzy=true traces, nowhere | count', [[3]]],
    [
      'let since = ago(2h); let recent = traces | where timestamp > since; recent | count // so many',
      [[2]],
    ],
  ];
  it.each(cases)('%s', (query, rows) => {
    expect(cells(query)).toEqual(rows);
  });
});

describe('what it cannot read', () => {
  const cases: [query: string, kind: string, message: RegExp][] = [
    ['nowhere | count', 'semantic', /'nowhere'/],
    ['traces | where missing == 1', 'semantic', /'missing'/],
    ['traces | where severity > 9 | project missing', 'semantic', /'missing'/],
    ['traces | extend x = frobnicate(message)', 'semantic', /'frobnicate'/],
    ['traces | summarize frobnicate(message)', 'semantic', /'frobnicate'/],
    ['traces | join exceptions on timestamp', 'syntax', /'join'/],
    ['traces | where', 'syntax', /end of the query/],
    ['traces | where message has "open', 'syntax', /character/],
    ['traces traces', 'syntax', /'traces'/],
  ];
  it.each(cases)('%s', (query, kind, message) => {
    expect(() => runQuery(query, database)).toThrow(
      expect.objectContaining({ kind, message: expect.stringMatching(message) as string }),
    );
  });
});
