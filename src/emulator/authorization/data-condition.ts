/** More facts than a tenant file's condition has; every one doubles the table. */
const mostFacts = 10;

/**
 * Whether a condition lets a data action pass. A table of truth decides: every part that looks at
 * more than the action is tried with both values. Where the table does not settle it, or the text is
 * not understood, `holds` does: the word of the tenant file for what nobody can see.
 */
export function conditionLetsPass(condition: string, action: string, holds: boolean): boolean {
  const { logic, facts } = reduceToLogic(condition, action);
  if (facts > mostFacts) return holds;
  const results = new Set(
    Array.from({ length: 2 ** facts }, (_, row) =>
      calculate(
        logic.replace(/[a-j]/g, (fact) => ((row >> (fact.charCodeAt(0) - 97)) & 1 ? '1' : '0')),
      ),
    ),
  );
  const [only] = results;
  return results.size === 1 && only !== undefined && only !== null ? only : holds;
}

/** The condition with `1` and `0` for what is known, a letter for each other part, and `!&|()`. */
function reduceToLogic(condition: string, action: string): { logic: string; facts: number } {
  let facts = 0;
  const fact = (): string => String.fromCharCode(97 + Math.min(facts++, mostFacts));
  const value = String.raw`(?:@\w+\s*\[[^\]]*\]|\{[^}]*\}|'[^']*'|"[^"]*"|[\w.:+-]+)`;
  const part = new RegExp(
    String.raw`\b(ActionMatches)\s*\{([^}]*)\}|\bSubOperationMatches\s*\{[^}]*\}|\bExists\s+@\w+\s*\[[^\]]*\]|@\w+\s*\[[^\]]*\]\s*[\w:]+\s*${value}|\b(AND|OR|NOT)\b`,
    'gi',
  );
  const words: Record<string, string> = { AND: '&', OR: '|', NOT: '!' };
  const logic = condition
    .replace(part, (_all, matches?: string, patterns?: string, word?: string) => {
      if (word !== undefined) return words[word.toUpperCase()] ?? '';
      return matches === undefined ? fact() : namesAction(patterns ?? '', action) ? '1' : '0';
    })
    .replace(/&&/g, '&')
    .replace(/\|\|/g, '|')
    .replace(/\s+/g, '');
  return { logic, facts };
}

function namesAction(patterns: string, action: string): boolean {
  return patterns.split(',').some((quoted) => {
    const pattern = quoted.trim().replace(/^['"]|['"]$/g, '');
    const source = pattern.replace(/[^\w*]/g, String.raw`\$&`).replace(/\*/g, '.*');
    return new RegExp(`^${source}$`, 'i').test(action);
  });
}

/** Rewrites the innermost parts until one digit is left; null where that does not come about. */
function calculate(logic: string): boolean | null {
  let left = logic;
  for (let before = ''; before !== left;) {
    before = left;
    left = left
      .replace(/\(([01])\)/g, '$1')
      .replace(/!([01])/g, (_all, digit: string) => (digit === '1' ? '0' : '1'))
      .replace(/(?<![!&])([01])&([01])(?!\d)/, (_all, a: string, b: string) =>
        a === '1' && b === '1' ? '1' : '0',
      );
    if (before === left) {
      left = left.replace(/(?<![!&|])([01])\|([01])(?![&\d])/, (_all, a: string, b: string) =>
        a === '1' || b === '1' ? '1' : '0',
      );
    }
  }
  return left === '1' ? true : left === '0' ? false : null;
}
