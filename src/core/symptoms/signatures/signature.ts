import type { SymptomClass } from '../symptom.ts';

/**
 * Words by which a service's refusal is known. The pattern reads {@link toPlainText}'s output, in
 * which every quote is an apostrophe and every white space one space. Its named groups are fields of
 * a symptom; `audiences` holds a list. What may be cut off at the end of a text is optional in it.
 */
export interface Signature {
  class: SymptomClass;
  pattern: RegExp;
  /** Who speaks in these words, where they name nobody. */
  name?: string;
}

export const guid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** A pattern in several lines. */
export const pattern = (...parts: string[]): RegExp => new RegExp(parts.join(''), 'gi');

/** A value between quotes, or up to the next space where it has none. */
export const quoted = (group: string): string => `'?(?<${group}>[^'\\s,;)\\]}]{1,400})'?`;

/** An action or data action, between quotes or not: other words have no slash. */
export const action = `'?(?<action>[\\w.*]{1,100}/[^'\\s,;)\\]}]{1,300})'?`;
