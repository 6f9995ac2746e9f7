import { childrenOf } from '../../src/bicep/syntax/children-of.ts';
import { tokenize } from '../../src/bicep/syntax/lexer.ts';
import type { BicepFile, Span, SyntaxNode } from '../../src/bicep/syntax/nodes.ts';
import { parseBicep, parseTokens } from '../../src/bicep/syntax/parse.ts';

/**
 * What holds of any text, however broken, as a list of what does not: spans lie in the text, in their
 * parent's span and one after the other, and what is outside of the statements is space or comment.
 */
export function broken(text: string, language: BicepFile['language']): string[] {
  const { statements, comments, problems } = parseBicep(text, language);
  const faults: string[] = [];
  const within = (parts: Span[], { start, end }: Span, what: string): void => {
    let last = start;
    for (const part of parts) {
      if (part.start < last || part.end < part.start || part.end > end) {
        faults.push(`${what} ${start}-${end} holds ${part.start}-${part.end} after ${last}`);
      }
      last = part.end;
    }
  };
  const visit = (node: SyntaxNode): void => {
    const children = childrenOf(node);
    within(children, node, node.kind);
    children.forEach(visit);
  };
  within(statements, { start: 0, end: text.length }, 'file');
  within(comments, { start: 0, end: text.length }, 'file');
  statements.forEach(visit);
  for (const { start, end } of problems) {
    if (start < 0 || end < start || end > text.length) faults.push(`problem at ${start}-${end}`);
  }
  const outside = without(text, [...statements, ...comments]);
  if (outside.trim() !== '') faults.push(`outside of statements: ${outside.trim()}`);
  return faults;
}

function without(text: string, spans: Span[]): string {
  const rest: string[] = [];
  let last = 0;
  for (const { start, end } of spans.sort((a, b) => a.start - b.start)) {
    if (start > last) rest.push(text.slice(last, start));
    last = Math.max(last, end);
  }
  return rest.join('') + text.slice(last);
}

/** How often the lexer looks at a text and the parser at its tokens. */
export function countSteps(text: string): { lexer: number; parser: number; tokens: number } {
  const lexer = { steps: 0 };
  const { tokens } = tokenize(counting(Object(text) as string, lexer));
  const parser = { steps: 0 };
  parseTokens(text, counting(tokens, parser), 'bicep');
  return { lexer: lexer.steps, parser: parser.steps, tokens: tokens.length };
}

/** The same text or list, of which every use is counted. */
function counting<Target extends object | string>(
  target: Target,
  count: { steps: number },
): Target {
  return new Proxy(target as object, {
    get(on, key) {
      count.steps += 1;
      const value: unknown = Reflect.get(on, key);
      return typeof value === 'function' ? (value.bind(on) as unknown) : value;
    },
  }) as Target;
}
