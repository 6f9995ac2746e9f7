import { toPlainText } from './plain-text.ts';
import { authenticationSignatures } from './signatures/authentication.ts';
import { authorizationSignatures } from './signatures/authorization.ts';
import { entraSignatures } from './signatures/entra.ts';
import { lookAlikeSignatures } from './signatures/look-alikes.ts';
import { serviceSignatures } from './signatures/service.ts';
import type { Signature } from './signatures/signature.ts';
import { inOrder, isBetterReading, type PlacedSymptom } from './standing.ts';
import { symptomValueNames, type CountedSymptom, type Symptom } from './symptom.ts';
import { withoutPoorer } from './without-poorer.ts';

const signatures: Signature[] = [
  ...lookAlikeSignatures,
  ...authorizationSignatures,
  ...authenticationSignatures,
  ...entraSignatures,
  ...serviceSignatures,
];

/** Words by which the tools and SDKs say that a token came about after all. */
const signedIn =
  /Login successful|Logged in to Azure|acquired a token from|GetToken succeeded|getToken\(\) (?:=> |result for scopes [^:]{0,400}: ?)SUCCESS/gi;

/** Characters of the text shown around the words that gave a symptom away. */
const quoteMargin = 120;

/** Longest text that a console may have broken in the middle of its words: an error, but no log. */
const longestWrapped = 65_536;

/**
 * Every different symptom in a text, with how often it stands there: what it is about first, as
 * {@link inOrder} says. Takes any text, in JSON, in strings in strings, wrapped or cut off, in time
 * linear in its length.
 */
export function countSymptomsIn(text: string): CountedSymptom[] {
  const found = readSymptoms(toPlainText(text));
  if (text.length > longestWrapped || !text.includes('\n')) return found;
  const unwrapped = readSymptoms(toPlainText(text, 'hard-wrapped'));
  return isBetterReading(unwrapped, found) ? unwrapped : found;
}

/** The same without the counts. */
export function findSymptomsIn(text: string): Symptom[] {
  return countSymptomsIn(text).map(({ count: _count, ...symptom }) => symptom);
}

/** The symptom that a text is about, or null where it shows none. */
export function classifySymptom(text: string): Symptom | null {
  return findSymptomsIn(text)[0] ?? null;
}

function readSymptoms(plain: string): CountedSymptom[] {
  const found = new Map<string, PlacedSymptom<CountedSymptom>>();
  const claimed = new Uint8Array(plain.length);
  for (const signature of signatures) {
    for (const match of plain.matchAll(signature.pattern)) {
      const words = claimed.subarray(match.index, match.index + match[0].length);
      // A later signature that reads the same words is the less telling one.
      if (words.includes(1)) continue;
      words.fill(1);
      const symptom = toSymptom(signature, match, plain);
      const key = JSON.stringify({ ...symptom, quote: '', cutOff: false });
      const known = found.get(key);
      if (known === undefined)
        found.set(key, { symptom: { ...symptom, count: 1 }, at: match.index });
      else known.symptom.count += 1;
    }
  }
  const signedInAt = [...plain.matchAll(signedIn)].at(-1)?.index ?? -1;
  return inOrder(withoutPoorer([...found.values()]), signedInAt).map(({ symptom }) => symptom);
}

/** Values that have a space of their own. */
const spacedValues = ['operation', 'name'];

function toSymptom(signature: Signature, match: RegExpExecArray, plain: string): Symptom {
  const groups = match.groups ?? {};
  const end = match.index + match[0].length;
  const cutOff = end === plain.length || /^(?:…|\.\.\.)$/.test(plain.slice(end, end + 3).trim());
  const value = (name: string): string | null => {
    const text = groups[name];
    if (text === undefined) return null;
    // The last value of a cut-off sentence may be a beginning only, which names something else.
    const isLast = match[0].endsWith(text) && !match[0].endsWith("'");
    // So may one whose closing quote does not follow, or that holds a space: a line ended inside it.
    const isBroken =
      (match[0].includes(`'${text}`) && !match[0].includes(`'${text}'`)) ||
      (!spacedValues.includes(name) && text.includes(' '));
    return isBroken || (cutOff && isLast) ? null : text.replace(/[.,:;]+$/, '');
  };
  const values = Object.fromEntries(symptomValueNames.map((name) => [name, value(name)]));
  return {
    class: signature.class,
    ...(values as Pick<Symptom, (typeof symptomValueNames)[number]>),
    name: values['name'] ?? signature.name ?? null,
    audiences: (groups['audiences'] ?? '')
      .split(/ or |,/)
      .map((audience) => audience.replace(/^[' ]+|[' ]+$/g, ''))
      .filter((audience) => audience !== '' && !audience.includes(' ')),
    cutOff,
    quote: quoteAround(plain, match.index, end),
  };
}

function quoteAround(plain: string, start: number, end: number): string {
  const from = Math.max(0, start - quoteMargin);
  const to = Math.min(plain.length, end + quoteMargin);
  return `${from > 0 ? '…' : ''}${plain.slice(from, to)}${to < plain.length ? '…' : ''}`;
}
