import { toPlainText } from './plain-text.ts';
import { authenticationSignatures } from './signatures/authentication.ts';
import { authorizationSignatures } from './signatures/authorization.ts';
import { entraSignatures } from './signatures/entra.ts';
import { serviceSignatures } from './signatures/service.ts';
import type { Signature } from './signatures/signature.ts';
import { symptomClasses, symptomValueNames, type Symptom, type SymptomValues } from './symptom.ts';

const signatures: Signature[] = [
  ...authorizationSignatures,
  ...authenticationSignatures,
  ...entraSignatures,
  ...serviceSignatures,
];

/** Characters of the text shown around the words that gave a symptom away. */
const quoteMargin = 120;

/**
 * Every different symptom in a text, the most telling first: the order of {@link symptomClasses}. One
 * refusal often stands in a text in several words; who names principal and action explains the others.
 * Takes any text, in JSON, in strings in strings, wrapped or cut off, in time linear in its length.
 */
export function findSymptomsIn(text: string): Symptom[] {
  const plain = toPlainText(text);
  const found = new Map<string, { symptom: Symptom; at: number }>();
  const claimed = new Uint8Array(plain.length);
  for (const { class: kind, pattern } of signatures) {
    for (const match of plain.matchAll(pattern)) {
      const words = claimed.subarray(match.index, match.index + match[0].length);
      // A later signature that reads the same words is the less telling one.
      if (words.includes(1)) continue;
      words.fill(1);
      const symptom = toSymptom(kind, match, plain);
      const key = JSON.stringify({ ...symptom, quote: '', cutOff: false });
      if (!found.has(key)) found.set(key, { symptom, at: match.index });
    }
  }
  return [...found.values()]
    .sort(
      (a, b) =>
        symptomClasses.indexOf(a.symptom.class) - symptomClasses.indexOf(b.symptom.class) ||
        valuesOf(b.symptom) - valuesOf(a.symptom) ||
        a.at - b.at,
    )
    .map(({ symptom }) => symptom);
}

/** The most telling symptom in a text, or null where it shows none. */
export function classifySymptom(text: string): Symptom | null {
  return findSymptomsIn(text)[0] ?? null;
}

function toSymptom(kind: Symptom['class'], match: RegExpExecArray, plain: string): Symptom {
  const groups = match.groups ?? {};
  const end = match.index + match[0].length;
  const cutOff = end === plain.length || /^(?:…|\.\.\.)$/.test(plain.slice(end, end + 3).trim());
  const value = (name: string): string | null => {
    const text = groups[name];
    if (text === undefined) return null;
    // The last value of a cut-off sentence may be a beginning only, which names something else.
    const isLast = match[0].endsWith(text) && !match[0].endsWith("'");
    return cutOff && isLast ? null : text.replace(/[.,:;]+$/, '');
  };
  const values = Object.fromEntries(
    symptomValueNames.map((name) => [name, value(name)]),
  ) as unknown as SymptomValues;
  return {
    class: kind,
    ...values,
    audiences: (groups['audiences'] ?? '')
      .split(/ or |,/)
      .map((audience) => audience.replace(/[' ]+/g, ''))
      .filter((audience) => audience !== ''),
    cutOff,
    quote: quoteAround(plain, match.index, end),
  };
}

function quoteAround(plain: string, start: number, end: number): string {
  const from = Math.max(0, start - quoteMargin);
  const to = Math.min(plain.length, end + quoteMargin);
  return `${from > 0 ? '…' : ''}${plain.slice(from, to)}${to < plain.length ? '…' : ''}`;
}

function valuesOf(symptom: Symptom): number {
  return symptomValueNames.filter((name) => symptom[name] !== null).length;
}
