import { redact } from '../redact.ts';
import type { ByokFix } from './finding.ts';
import type { Value } from './provider.ts';

/**
 * Replaces a value by a text. None where the file spells the value with escapes or the text would
 * need some: the offsets would not fit.
 */
export function replaceBy(value: Value, newText: string, title: string): ByokFix | null {
  const isPlain = value.text.length === value.end - value.start;
  if (!isPlain || newText === value.text || /["'`\\\s$]/.test(newText)) return null;
  return { title: redact(title), edits: [{ start: value.start, end: value.end, newText }] };
}

/** The most frequent fix: another URL. */
export function useUrl(value: Value, url: string): ByokFix | null {
  return replaceBy(value, url, `Use ${url}`);
}
