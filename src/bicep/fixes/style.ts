import type { BicepFile, ObjectProperty, Span } from '../syntax/nodes.ts';
import type { TextEdit } from '../text-edit.ts';

/** How a file ends its lines: as it does the first one. */
export function newlineOf({ text }: BicepFile): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

/** By how much a file indents: its first indented line, or two spaces as Bicep's formatter has it. */
export function indentUnitOf({ text }: BicepFile): string {
  const [unit] = /(?<=^|\n)(?:\t|  (?: {2})?)(?=\S)/.exec(text) ?? [];
  return unit ?? '  ';
}

/** The white space before the first character of the line that an offset is on. */
export function indentAt({ text }: BicepFile, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
}

/** The text of a node. */
export function textOf({ text }: BicepFile, { start, end }: Span): string {
  return text.slice(start, end);
}

/** Puts a property behind another one of the same object, on a line of its own where that has one. */
export function insertAfterProperty(
  file: BicepFile,
  property: ObjectProperty,
  written: string,
): TextEdit {
  const indent = indentAt(file, property.start);
  const rest = /^[^\r\n]*/.exec(file.text.slice(property.end))?.[0] ?? '';
  if (indent.length < property.start - (file.text.lastIndexOf('\n', property.start - 1) + 1)) {
    return { start: property.end, end: property.end, newText: `, ${written}` };
  }
  // Where only a comma and a comment follow, the line stays whole.
  const tail = /^(\s*,)?\s*(?:\/\/.*)?$/.exec(rest);
  if (tail === null) return { start: property.end, end: property.end, newText: `, ${written}` };
  const at = property.end + rest.trimEnd().length;
  const comma = tail[1] === undefined ? '' : ',';
  return { start: at, end: at, newText: `${newlineOf(file)}${indent}${written}${comma}` };
}

/** Puts a statement behind another one, with an empty line between. */
export function insertAfterStatement(file: BicepFile, statement: Span, written: string): TextEdit {
  const rest = /^[^\r\n]*/.exec(file.text.slice(statement.end))?.[0] ?? '';
  const at = statement.end + rest.trimEnd().length;
  const newline = newlineOf(file);
  return { start: at, end: at, newText: `${newline}${newline}${written}` };
}

const wordsOfFile = new WeakMap<BicepFile, Set<string>>();

/** A symbolic name that the file does not use anywhere. */
export function unusedName(file: BicepFile, wanted: string): string {
  const used = wordsOfFile.get(file) ?? new Set(file.text.match(/[A-Za-z_]\w*/g));
  wordsOfFile.set(file, used);
  if (!used.has(wanted)) return wanted;
  let number = 2;
  while (used.has(`${wanted}${number}`)) number += 1;
  return `${wanted}${number}`;
}
