import type { Decorator } from './nodes.ts';
import { parseAccess } from './parse-expression.ts';
import { at, atTerminator, report, skipTo, take, type Parser } from './parser.ts';

/** The decorators from the current token on, each with the line end after it. */
export function parseDecorators(parser: Parser): Decorator[] {
  const decorators: Decorator[] = [];
  while (at(parser, '@')) {
    const { start } = take(parser);
    const expression = parseAccess(parser);
    decorators.push({ kind: 'decorator', start, end: parser.previousEnd, expression });
    if (!at(parser, 'newline') && !atTerminator(parser)) {
      report(parser, 'expected-line-end');
      skipTo(parser);
    }
    if (at(parser, 'newline')) take(parser);
  }
  return decorators;
}
