import { classifySymptom } from '../../src/core/symptoms/explain.ts';
import { explainText } from '../../src/core/symptoms/explanation.ts';
import type { Symptom, SymptomClass } from '../../src/core/symptoms/symptom.ts';
import { corpus, silentTexts, type CorpusEntry } from '../unit/core/symptoms/corpus.ts';
import { wrappings } from '../unit/core/symptoms/wrappings.ts';
import type { Figure } from './figure.ts';

const entries = Object.values(corpus);

/** Lines between two errors of a log, as an agent writes them. */
const linesBetween = 40;

/** A log of about so many characters: every refusal of the corpus in turn, among lines of everyday. */
function makeLog(length: number): string {
  const lines: string[] = [];
  let written = 0;
  for (let index = 0; written < length; index += 1) {
    const isError = index % linesBetween === linesBetween - 1;
    const error = entries[Math.floor(index / linesBetween) % entries.length]?.text ?? '';
    const line = isError
      ? `2026-11-21T10:00:00Z ERROR ${error}`
      : `2026-11-21T10:00:00Z INFO request ${index} "POST /invocations" answered 200 in ${index % 900} ms {"agent":"concierge","version":"3"}`;
    lines.push(line);
    written += line.length + 1;
  }
  return lines.join('\n');
}

const refusal = `2026-11-21T10:00:00Z ERROR ${corpus['data action at the account']?.text ?? ''}\n`;
const repeats = (length: number): number => Math.floor(length / refusal.length);
const repeatedRefusal = (length: number): string => refusal.repeat(repeats(length));

/** Milliseconds to explain a log, the best of a few runs. */
function timeOf(log: string): number {
  const runs = Array.from({ length: 5 }, () => {
    const started = performance.now();
    explainText(log);
    return performance.now() - started;
  });
  return Math.min(...runs);
}

/** How long a log of 1 MB takes, and how often the corpus is known, whatever happened to it. */
export function benchExplain(): Figure[] {
  const megabyte = 1024 * 1024;
  const small = timeOf(makeLog(megabyte / 10));
  const large = timeOf(makeLog(megabyte));
  const garbage = timeOf('\'"\\ &#3 AADSTS the principal '.repeat(megabyte / 30));
  const repeated = timeOf(repeatedRefusal(megabyte));
  const scores = variants.map(([, change]) => score(change));
  const sum = (part: keyof Score): number => scores.reduce((total, one) => total + one[part], 0);
  return [
    { name: 'explaining a log of 1 MB', value: large, unit: 'ms', limit: 1_000 },
    { name: 'growth from a tenth of it', value: large / small, unit: '×', limit: 15 },
    { name: '1 MB of one refusal, over and over', value: repeated, unit: 'ms', limit: 1_000 },
    {
      name: 'how often it is said to stand there, off by',
      value: Math.abs(
        (explainText(repeatedRefusal(megabyte)).symptom?.count ?? 0) - repeats(megabyte),
      ),
      unit: 'times',
      limit: 0,
    },
    { name: '1 MB of beginnings that lead nowhere', value: garbage, unit: 'ms', limit: 1_000 },
    {
      name: `class right, ${sum('texts')} texts of the table below`,
      value: (100 * sum('right')) / sum('texts'),
      unit: '%',
      limit: 95,
      atLeast: true,
    },
    { name: 'of them called something else', value: sum('wrong'), unit: 'texts' },
    {
      name: `alarms in ${silentTexts.length} texts that hold none`,
      value: silentTexts.filter((text) => classifySymptom(text) !== null).length,
      unit: 'texts',
      limit: 0,
    },
  ];
}

interface Score {
  texts: number;
  right: number;
  unknown: number;
  /** Texts of which a class was said that is true of the whole and says less. */
  general: number;
  wrong: number;
  /** Texts of the right class whose values were all read, too. */
  values: number;
}

/** A way in which texts are changed: each text becomes one or several. */
type Change = (text: string) => string[];

/** What happens to a text on its way, one after the other and two at a time, and where it is cut. */
const variants: [name: string, change: Change][] = [
  ['as the service says it', (text) => [text]],
  ...Object.entries(wrappings).map(([name, wrap]): [string, Change] => [
    name,
    (text) => [wrap(text)],
  ]),
  [
    'each of them in each',
    (text) => {
      const wraps = Object.values(wrappings);
      return wraps.flatMap((outer) => wraps.map((inner) => outer(inner(text))));
    },
  ],
  ...[90, 75, 50].map((percent): [string, Change] => [
    `cut off after ${percent} %`,
    (text) => [text.slice(0, Math.round((text.length * percent) / 100))],
  ]),
];

/** Classes that stay true where the words are cut away that would say more. */
const general: Partial<Record<SymptomClass, SymptomClass>> = {
  'missing-data-action': 'permission-denied',
  'federated-subject-case': 'federated-credential',
  'client-secret': 'entra-other',
};

function score(change: Change): Score {
  const result: Score = { texts: 0, right: 0, unknown: 0, general: 0, wrong: 0, values: 0 };
  for (const entry of entries) {
    for (const text of change(entry.text)) {
      const symptom = classifySymptom(text);
      result.texts += 1;
      if (symptom === null) result.unknown += 1;
      else if (symptom.class === general[entry.class]) result.general += 1;
      else if (symptom.class !== entry.class) result.wrong += 1;
      else {
        result.right += 1;
        if (hasValues(symptom, entry)) result.values += 1;
      }
    }
  }
  return result;
}

function hasValues(symptom: Symptom, { values = {} }: CorpusEntry): boolean {
  return Object.entries(values).every(
    ([name, value]) =>
      JSON.stringify(symptom[name as keyof typeof values]) === JSON.stringify(value),
  );
}

/** Prints how often each variant of the corpus is known. */
export function printAccuracy(): void {
  console.log('\nClassification of the corpus, by what happened to the text on its way');
  const rows = variants.map(([name, change]) => ({ name, ...score(change) }));
  const width = Math.max(...rows.map(({ name }) => name.length));
  const columns = ['texts', 'right', 'unknown', 'general', 'wrong', 'values'] as const;
  console.log(`  ${''.padEnd(width)}${columns.map((column) => column.padStart(9)).join('')}`);
  for (const row of rows) {
    const cells = columns.map((column) => String(row[column]).padStart(9));
    console.log(`  ${row.name.padEnd(width)}${cells.join('')}`);
  }
}
