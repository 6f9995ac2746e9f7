import type { ObjectLiteral, TextLiteral } from './literal.ts';

/** `export NAME="value" # comment`, as the shells and dotenv read it. */
const assignment =
  /^[ \t]*(?:export[ \t]+)?([A-Z_][A-Z0-9_]*)[ \t]*=[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s#"'][^\s#]*))/gim;

/** The variables of an environment file that are spelled out on one line, the last of a name. */
export function readEnvironment(text: string): ObjectLiteral {
  const members = new Map<string, TextLiteral>();
  for (const match of text.matchAll(assignment)) {
    const [whole, name = '', double, single, bare] = match;
    const value = double ?? single ?? bare ?? '';
    const quote = bare === undefined ? 1 : 0;
    const end = match.index + whole.length - quote;
    members.set(name, { kind: 'text', text: value, start: end - value.length, end });
  }
  return { kind: 'object', members, start: 0, end: text.length };
}
