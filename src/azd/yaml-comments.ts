import { CST, Lexer } from 'yaml';
import type { Span } from '../bicep/syntax/nodes.ts';

/** The comments of a text in YAML, each with its `#`. What scripts in it comment is text to YAML. */
export function yamlComments(text: string): Span[] {
  const comments: Span[] = [];
  let offset = 0;
  let before = '';
  for (const lexeme of new Lexer().lex(text)) {
    const isControl = controls.has(lexeme);
    if (!isControl && before !== CST.SCALAR && CST.tokenType(lexeme) === 'comment') {
      comments.push({ start: offset, end: offset + lexeme.length });
    }
    if (!isControl) offset += lexeme.length;
    before = lexeme;
  }
  return comments;
}

/** Lexemes that stand for no text. */
const controls: ReadonlySet<string> = new Set([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR]);
