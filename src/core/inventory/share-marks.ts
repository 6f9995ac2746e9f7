import type { CoverageMark } from './coverage.ts';
import { createTextPool } from './text-pool.ts';

/**
 * Keeps equal marks once. The agents of a project mostly stand alike at its scopes, and a company has
 * tens of thousands of them: only what decides is each one's own.
 */
export function shareMarks(): (mark: CoverageMark) => CoverageMark {
  const once = createTextPool();
  const marks = new Map<string, CoverageMark[]>();
  return (mark) => {
    const { decidedBy, scope } = mark;
    const reason = once(mark.reason);
    if (decidedBy !== null && decidedBy.kind !== 'platform') {
      const path = once(decidedBy.path);
      return { ...mark, reason, decidedBy: { ...decidedBy, path } };
    }
    const alike = marks.get(scope) ?? [];
    if (alike.length === 0) marks.set(scope, alike);
    const kept = alike.find((other) => other.reason === reason && isSame(other, mark));
    if (kept) return kept;
    const shared = { ...mark, reason };
    alike.push(shared);
    return shared;
  };
}

/** Of marks for the same reason at the same scope, of which nothing but the platform decides any. */
function isSame(a: CoverageMark, b: CoverageMark): boolean {
  return (
    a.at === b.at &&
    a.state === b.state &&
    a.level === b.level &&
    a.required === b.required &&
    (a.decidedBy === null) === (b.decidedBy === null)
  );
}
