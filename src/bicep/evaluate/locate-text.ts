import type { Location } from '../grants/role-grant.ts';
import type { Frame } from './frame.ts';

/** The text at a place, in whichever file it is; empty where the file is not to be had. */
export function lookUpText({ file, span }: Location, frame: Frame): string {
  const parsed = file === frame.path ? frame.file : frame.run.file(file);
  const text = parsed?.text ?? frame.run.text(file) ?? '';
  return text.slice(span.start, span.end);
}
