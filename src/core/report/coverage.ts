import { sameScope } from '../arm/scope.ts';
import type { Principal } from '../facts/principal.ts';
import type { Report, Subject } from './report.ts';
import type { Verdict, VerdictState } from '../rbac/verdict.ts';

/** One scope of the picture. */
export interface CoverageColumn {
  label: 'Project' | 'Account' | 'Target account';
  name: string;
  /** ARM id. */
  scope: string;
}

/** What one principal may do at one scope: every verdict there, and the one that stands for them. */
export interface CoverageCell {
  /** The verdict to show: a required one before the others, and the worst of those. */
  shown: Verdict;
  verdicts: Verdict[];
  required: boolean;
  /** One phrase: what decided it, or why it is as it is. */
  reason: string;
}

export interface CoverageRow {
  principal: Principal;
  /** One for each column; null where nothing was judged. */
  cells: (CoverageCell | null)[];
}

/** The picture of a report: which identity is let in where. */
export interface Coverage {
  columns: CoverageColumn[];
  rows: CoverageRow[];
}

/** Worst first: the state that stands in the way most clearly is the one to show. */
const worstFirst: VerdictState[] = [
  'denied',
  'not-granted',
  'eligible-only',
  'conditional',
  'propagating',
  'unknown',
  'platform-managed',
  'allowed',
];

/** Lays the verdicts of a report out as identities by scopes. Scopes compare without case. */
export function describeCoverage({ subject, verdicts }: Report): Coverage {
  const columns = columnsOf(subject);
  const rows = subject.principals.map((principal): CoverageRow => {
    const own = verdicts.filter(({ principalId }) => principalId === principal.id);
    return {
      principal,
      cells: columns.map(({ scope }) =>
        cellOf(own.filter((verdict) => sameScope(verdict.scope, scope))),
      ),
    };
  });
  return { columns, rows };
}

function columnsOf({ project, account, targetAccount }: Subject): CoverageColumn[] {
  const columns: CoverageColumn[] = [];
  if (project) columns.push({ label: 'Project', name: project.name, scope: project.id });
  if (account) columns.push({ label: 'Account', name: account.name, scope: account.id });
  if (targetAccount && !(account && sameScope(account.id, targetAccount.id))) {
    const { id, name } = targetAccount;
    columns.push({ label: 'Target account', name, scope: id });
  }
  return columns;
}

function cellOf(verdicts: Verdict[]): CoverageCell | null {
  const [shown] = [...verdicts].sort(
    (a, b) =>
      Number(b.required) - Number(a.required) ||
      worstFirst.indexOf(a.state) - worstFirst.indexOf(b.state),
  );
  if (shown === undefined) return null;
  return { shown, verdicts, required: shown.required, reason: reasonOf(shown) };
}

function reasonOf({ decidedBy, note }: Verdict): string {
  return decidedBy === null ? note : `${decidedBy.roleName}, ${decidedBy.path}`;
}
