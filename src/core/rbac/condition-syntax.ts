/** An expression of a role assignment condition, as far as its logic goes. */
export type ConditionExpression =
  | { kind: 'and' | 'or'; operands: ConditionExpression[] }
  | { kind: 'not'; operand: ConditionExpression }
  /** `ActionMatches{…}`: the patterns, of which one has to match the action. */
  | { kind: 'action-matches'; patterns: string[] }
  /** A comparison of attributes, or a suboperation: only the service knows what it looks at. */
  | { kind: 'attribute' };

/** Words that are no value, so that a slip in a condition is not read as a comparison. */
const reserved = /^(?:and|or|not|exists|actionmatches|suboperationmatches)$/i;

const token =
  /\s*(@\w+\s*\[[^\]]*\]|\{(?:'(?:[^'\\]|\\[^'])*'|"(?:[^"\\]|\\[^"])*"|[^{}'"])*\}|'(?:[^'\\]|\\[^'])*'|"(?:[^"\\]|\\[^"])*"|[()!]|&&|\|\||[\w:.+-]+)/y;

/** Conditions that people write nest a few levels; more would only exhaust the stack. */
const deepest = 100;

/**
 * The logic of a condition, or null where the text is none that is understood whole. `AND` beside
 * `OR` without parentheses is not: the documentation does not say which binds first.
 * Source: Azure documentation, "Azure role assignment condition format and syntax".
 */
export function parseCondition(text: string): ConditionExpression | null {
  const tokens = tokensOf(text);
  if (tokens === null) return null;
  const rest = [...tokens].reverse();
  const parsed = chain(rest, 0);
  return rest.length === 0 ? parsed : null;
}

function tokensOf(text: string): string[] | null {
  const tokens: string[] = [];
  const trimmed = text.trimEnd();
  token.lastIndex = 0;
  for (let end = 0; end < trimmed.length; end = token.lastIndex) {
    const found = token.exec(trimmed)?.[1];
    if (found === undefined) return null;
    tokens.push(found);
  }
  return tokens;
}

/** Operands with one kind of connective between them. `rest` is a stack: its last token is next. */
function chain(rest: string[], depth: number): ConditionExpression | null {
  if (depth > deepest) return null;
  const first = operand(rest, depth);
  const kind = connective(rest.at(-1));
  if (first === null || kind === null) return first;
  const operands = [first];
  while (connective(rest.at(-1)) === kind) {
    rest.pop();
    const next = operand(rest, depth);
    if (next === null) return null;
    operands.push(next);
  }
  return connective(rest.at(-1)) === null ? { kind, operands } : null;
}

function connective(word: string | undefined): 'and' | 'or' | null {
  if (word === '&&' || word?.toLowerCase() === 'and') return 'and';
  return word === '||' || word?.toLowerCase() === 'or' ? 'or' : null;
}

function operand(rest: string[], depth: number): ConditionExpression | null {
  if (depth > deepest) return null;
  const next = rest.pop() ?? '';
  switch (next.toLowerCase()) {
    case '!':
    case 'not': {
      const negated = operand(rest, depth + 1);
      return negated === null ? null : { kind: 'not', operand: negated };
    }
    case '(': {
      const inner = chain(rest, depth + 1);
      return rest.pop() === ')' ? inner : null;
    }
    case 'actionmatches': {
      const patterns = patternsOf(rest.pop() ?? '');
      return patterns === null ? null : { kind: 'action-matches', patterns };
    }
    case 'suboperationmatches':
      return patternsOf(rest.pop() ?? '') === null ? null : { kind: 'attribute' };
    case 'exists':
      return rest.pop()?.startsWith('@') ? { kind: 'attribute' } : null;
    default:
      return comparison(next, rest.pop() ?? '', rest.pop() ?? '');
  }
}

/** Only what compares an attribute with something is a comparison. */
function comparison(left: string, operator: string, right: string): ConditionExpression | null {
  const isAttribute = (text: string): boolean => text.startsWith('@');
  const isValue = (text: string): boolean => /^[@{'"\w+-]/.test(text) && !reserved.test(text);
  return (isAttribute(left) || isAttribute(right)) &&
    isValue(left) &&
    isValue(right) &&
    /^[a-z]+(?::[a-z]+)*$/i.test(operator) &&
    !reserved.test(operator)
    ? { kind: 'attribute' }
    : null;
}

/** The quoted texts of a list; null where it is no list of quoted texts. */
function patternsOf(list: string): string[] | null {
  if (!/^\{\s*(?:'[^']*'|"[^"]*")(?:\s*,\s*(?:'[^']*'|"[^"]*"))*\s*\}$/.test(list)) return null;
  return [...list.matchAll(/'([^']*)'|"([^"]*)"/g)].map(([, single, double]) =>
    (single ?? double ?? '').trim(),
  );
}
