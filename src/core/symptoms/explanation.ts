import { redact } from '../redact.ts';
import { prose } from '../text/prose.ts';
import { countSymptomsIn } from './explain.ts';
import { toPlainText } from './plain-text.ts';
import { saysMoreThan } from './standing.ts';
import type { CountedSymptom, Symptom } from './symptom.ts';
import { symptomWords } from './words.ts';

/** What a text that somebody pasted comes down to. Everything in it is redacted. */
export interface Explanation {
  schemaVersion: 1;
  /** The refusal that the text is about; null where it holds none that is known. */
  symptom: CountedSymptom | null;
  /** The other refusals in the text, in the order in which they matter. */
  others: CountedSymptom[];
  /** What can be read from a text even where its words are unknown. */
  hints: Hints;
}

export interface Hints {
  /** HTTP statuses that the text names, in its order. */
  statuses: number[];
  /** Error codes, as in `"code":"Something"`. */
  codes: string[];
  hosts: string[];
  /** Object ids, client ids and the like: every GUID that is no trace id. */
  ids: string[];
  /** Ids to hand to support: trace, correlation and request ids. */
  traces: string[];
}

/** Longest list of hints: a log names hundreds, and the first ones say as much. */
const mostHints = 10;

const guid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** Explains any text: an error in any wrapping, a log, a stack trace, or something else entirely. */
export function explainText(text: string): Explanation {
  const [symptom = null, ...rest] = countSymptomsIn(text).map(redactSymptom);
  const others = rest.filter((other) => symptom !== null && saysMoreThan(symptom, other));
  return { schemaVersion: 1, symptom, others, hints: hintsOf(redact(toPlainText(text))) };
}

/** The symptom without any secret that its text held. */
export function redactSymptom<T extends Symptom>(symptom: T): T {
  return Object.fromEntries(
    Object.entries(symptom).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === 'string' ? redact(value) : value,
    ]),
  ) as unknown as T;
}

function hintsOf(plain: string): Hints {
  const traces = all(
    plain,
    new RegExp(
      `(?:trace|correlation|request|activity|x-ms-[a-z-]{1,40}|apim)[ _-]{0,2}(?:request[ _-]{0,2})?id'?[=: ]{1,4}'?(${guid})`,
      'gi',
    ),
  );
  return {
    statuses: all(
      plain,
      /(?:HTTP(?:\/[\d.]{1,3})?|status(?: ?code)?'?|error code|ResponseError)[^a-z0-9]{0,4}([45]\d\d)\b/gi,
    ).map(Number),
    codes: all(plain, /'(?:code|errorCode)'?: ?'([A-Za-z][\w.]{2,60})'/g),
    hosts: all(plain, /https?:\/\/([\w.-]{3,200}(?::\d{1,5})?)/gi),
    ids: all(plain, new RegExp(`\\b(${guid})\\b`, 'gi')).filter((id) => !traces.includes(id)),
    traces,
  };
}

function all(plain: string, pattern: RegExp): string[] {
  const found = new Set<string>();
  for (const match of plain.matchAll(pattern)) {
    if (match[1] !== undefined) found.add(match[1]);
    if (found.size === mostHints) break;
  }
  return [...found];
}

/** An explanation for a terminal or a text document. `who` names principals by id, where known. */
export function renderExplanation(
  { symptom, others, hints }: Explanation,
  who: Record<string, string> = {},
): string {
  const lines = symptom === null ? unknownLines : symptomLines(symptom, who);
  const all = [...lines, ...otherLines(others), ...hintLines(hints, symptom, who)];
  return `${all.map(wrapped).join('\n')}\n`;
}

/** What follows an indented line's first part stands further in, so that the next label shows. */
function wrapped(line: string): string {
  return line.startsWith('  ') ? prose(line.slice(2), '  ', '    ') : prose(line);
}

const unknownLines = [
  'Unknown: no refusal that this program knows stands in the text.',
  'That says nothing about roles, for or against. What could be read from it follows; the longer the text around the error, the more can be.',
];

function symptomLines(symptom: CountedSymptom, who: Record<string, string>): string[] {
  const { title, meaning, next } = symptomWords[symptom.class];
  return [
    title,
    meaning,
    '',
    ...valueLines(symptom, who),
    `  in the text${timesIn(symptom)}: “${symptom.quote}”`,
    ...(symptom.cutOff ? ['  The text is cut off there: a longer one may name more.'] : []),
    '',
    `Next: ${next}`,
  ];
}

function valueLines(symptom: Symptom, who: Record<string, string>): string[] {
  const { principal, action, operation, scope, tokenTenant, resourceTenant, host, name } = symptom;
  const person = principal === null ? undefined : who[principal.toLowerCase()];
  const rows: [label: string, value: string | null][] = [
    ['who', principal && (person === undefined ? principal : `${person} (${principal})`)],
    ['action', action],
    ['operation', operation],
    ['scope', scope],
    ['accepted audiences', symptom.audiences.join(', ') || null],
    ['tenant of the token', tokenTenant],
    ['tenant of the resource', resourceTenant],
    ['host', host],
    ['named', name],
  ];
  return rows.flatMap(([label, value]) => (value === null ? [] : [`  ${label}: ${value}`]));
}

/** Most other refusals that a person reads; JSON has them all. */
const mostOthers = 10;

function otherLines(others: CountedSymptom[]): string[] {
  if (others.length === 0) return [];
  const more = others.length - mostOthers;
  return [
    '',
    'The text holds other refusals, too:',
    ...others
      .slice(0, mostOthers)
      .map((other) => `  ${symptomWords[other.class].title}${timesIn(other)}: “${other.quote}”`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

function timesIn({ count }: CountedSymptom): string {
  return count === 1 ? '' : `, ${count} times`;
}

function hintLines(hints: Hints, symptom: Symptom | null, who: Record<string, string>): string[] {
  const rows: [label: string, values: (string | number)[]][] = [
    ['HTTP status', hints.statuses],
    ['codes', hints.codes],
    ['hosts', hints.hosts],
    [
      'ids',
      hints.ids
        .filter((id) => id !== symptom?.principal)
        .map((id) => {
          const person = who[id.toLowerCase()];
          return person === undefined ? id : `${id} (${person})`;
        }),
    ],
    ['ids for support', hints.traces],
  ];
  const lines = rows
    .filter(([, values]) => values.length > 0)
    .map(([label, values]) => `  ${label}: ${values.join(', ')}`);
  return lines.length === 0 ? [] : ['', 'Also read from the text:', ...lines];
}
