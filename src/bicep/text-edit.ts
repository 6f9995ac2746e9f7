import type { Span } from './syntax/nodes.ts';

/** Replaces a range of a file's text; an empty range inserts. */
export interface TextEdit extends Span {
  newText: string;
}

/** Edits of one file, none of which overlaps another. */
export interface FileEdits {
  file: string;
  edits: TextEdit[];
}

/** The text with all edits made. Offsets are those of the text before any of them. */
export function applyEdits(text: string, edits: TextEdit[]): string {
  const backwards = [...edits].sort((a, b) => b.start - a.start || b.end - a.end);
  return backwards.reduce(
    (result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end),
    text,
  );
}
