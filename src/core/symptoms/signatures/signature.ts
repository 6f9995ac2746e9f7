import type { SymptomClass } from '../symptom.ts';

/**
 * Words by which a service's refusal is known. The pattern reads {@link toPlainText}'s output, in
 * which every quote is an apostrophe and every white space one space. Its named groups are fields of
 * a symptom; `audiences` holds a list. What may be cut off at the end of a text is optional in it.
 */
export interface Signature {
  class: SymptomClass;
  pattern: RegExp;
}

/** A value between quotes, or up to the next space where it has none. */
export const quoted = (group: string): string => `'?(?<${group}>[^'\\s,;)\\]}]{1,400})'?`;
