/** A place in a text as editors and reports count: both zero-based, in UTF-16 units. */
export interface Position {
  line: number;
  character: number;
}

export interface LineMap {
  positionAt(offset: number): Position;
  /** Beyond a line's end it answers the end of that line, before its line break. */
  offsetAt(position: Position): number;
  /** Offset at which each line begins. */
  lineStarts: readonly number[];
}

/** Turns offsets into lines and back. A line ends at `\r\n`, `\n` or `\r`, as in VS Code. */
export function lineMap(text: string): LineMap {
  const lineStarts = [0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) lineStarts.push(match.index + match[0].length);

  const lineAt = (offset: number): number => {
    let low = 0;
    let high = lineStarts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  return {
    lineStarts,
    positionAt: (offset) => {
      const bounded = Math.min(Math.max(offset, 0), text.length);
      const line = lineAt(bounded);
      return { line, character: bounded - (lineStarts[line] ?? 0) };
    },
    offsetAt: ({ line, character }) => {
      if (line < 0) return 0;
      const start = lineStarts[line];
      if (start === undefined) return text.length;
      let end = lineStarts[line + 1] ?? text.length;
      while (end > start && /[\r\n]/.test(text.charAt(end - 1))) end -= 1;
      return Math.min(start + Math.max(character, 0), end);
    },
  };
}
