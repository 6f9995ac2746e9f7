import type { Fact } from '../facts/fact.ts';

/** What an answer comes down to, for an exit code and a headline. */
export type AnswerVerdict = 'yes' | 'no' | 'unknown';

/** A question that could not be put, because what it names was not found or not readable. */
export interface Unresolved {
  kind: 'unresolved';
  question: 'can' | 'compare' | 'list';
  verdict: 'unknown';
  /** Why, one sentence each. */
  reasons: string[];
}

export function unresolved(
  question: Unresolved['question'],
  named: (Fact<unknown> | undefined)[],
): Unresolved {
  const reasons = named.flatMap((fact) => (fact?.status === 'unknown' ? [fact.detail] : []));
  return { kind: 'unresolved', question, verdict: 'unknown', reasons };
}
