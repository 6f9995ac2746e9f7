import type { Grant } from '../fixes/role-assignment.ts';
import type { Finding } from './finding.ts';
import type { Fix } from '../fixes/fix.ts';
import type { Case } from './case.ts';
import type { FindingArguments, FindingCode } from './finding-codes.ts';

/** A finding before it has words. */
export type CodedFinding = {
  [Code in FindingCode]: {
    code: Code;
    args: FindingArguments[Code];
    confidence: Finding['confidence'];
    /** What was read that shows it, one sentence each. */
    evidence: string[];
    fixes: Fix[];
    /** The grant that the first fix makes, so that it can be tried on the facts. */
    grant?: Grant;
  };
}[FindingCode];

/** A rule looks at a case and says what it finds; nothing found is an empty list. Rules do no I/O. */
export type Rule = (opened: Case) => CodedFinding[];
