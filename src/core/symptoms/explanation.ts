import { redact } from '../redact.ts';
import { prose } from '../report/prose.ts';
import { findSymptomsIn } from './explain.ts';
import { toPlainText } from './plain-text.ts';
import { symptomValueNames, type Symptom, type SymptomClass } from './symptom.ts';
import { symptomWords } from './words.ts';

/** What a text that somebody pasted comes down to. Everything in it is redacted. */
export interface Explanation {
  schemaVersion: 1;
  /** The most telling refusal; null where the text holds none that is known. */
  symptom: Symptom | null;
  /** The other refusals in the text, the more telling first. */
  others: Symptom[];
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
  const [symptom = null, ...rest] = findSymptomsIn(text).map(redactSymptom);
  const others = rest.filter((other) => symptom !== null && saysMoreThan(symptom, other));
  return { schemaVersion: 1, symptom, others, hints: hintsOf(redact(toPlainText(text))) };
}

/** Short forms of a refusal, which a fuller one in the same text has explained already. */
const shortForms: SymptomClass[] = ['permission-denied', 'provider-401', 'transient-auth'];
const fullForms: SymptomClass[] = ['missing-data-action', 'deny-assignment', ...shortForms];

function saysMoreThan(main: Symptom, other: Symptom): boolean {
  if (fullForms.includes(main.class) && shortForms.includes(other.class)) return false;
  return other.class !== main.class || symptomValueNames.some((name) => other[name] !== null);
}

/** The symptom without any secret that its text held. */
export function redactSymptom(symptom: Symptom): Symptom {
  return Object.fromEntries(
    Object.entries(symptom).map(([name, value]) => [
      name,
      typeof value === 'string' ? redact(value) : value,
    ]),
  ) as unknown as Symptom;
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

function symptomLines(symptom: Symptom, who: Record<string, string>): string[] {
  const { title, meaning, next } = symptomWords[symptom.class];
  return [
    title,
    meaning,
    '',
    ...valueLines(symptom, who),
    `  in the text: “${symptom.quote}”`,
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

function otherLines(others: Symptom[]): string[] {
  if (others.length === 0) return [];
  return [
    '',
    'The text holds other refusals, too:',
    ...others.map(({ class: kind, quote }) => `  ${symptomWords[kind].title}: “${quote}”`),
  ];
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
