import { requirements, type Requirement } from '../rbac/requirements.ts';
import { requirementsElsewhere } from '../rbac/requirements-elsewhere.ts';
import { principalWords, routeWords } from './vocabulary.ts';

/** One row of the table that people read: who needs what where, and on whose word. */
interface RequirementRow {
  caller: string;
  need: string;
  action: string;
  at: string;
  /** Whether the call fails without it for certain; null outside the model calls. */
  standing: Requirement['standing'] | null;
  audience: string | null;
  basis: Requirement['basis'];
}

export type RequirementList = RequirementRow[];

/** Every requirement that the product knows, the model calls of agents first. */
export function listRequirements(): RequirementList {
  return [
    ...requirements.map((row) => ({
      caller: principalWords[row.principal],
      need: `call a model through ${routeWords[row.route]}`,
      action: row.action,
      at: row.at === 'target' ? 'account of the model' : row.at,
      standing: row.standing,
      audience: null,
      basis: row.basis,
    })),
    ...requirementsElsewhere.map((row) => ({
      ...row,
      standing: null,
      audience: row.audience ?? null,
    })),
  ];
}

/** The requirements for a terminal. */
export function renderRequirements(rows: RequirementList): string {
  return rows
    .map(({ caller, need, action, at, standing, audience, basis }) =>
      [
        `${caller}: ${need}`,
        `  ${action} at the ${at}${standing === null ? '' : ` (${standing})`}`,
        ...(audience === null ? [] : [`  token for ${audience}`]),
        `  ${basis.kind}: ${basis.text} ${basis.source}`,
      ].join('\n'),
    )
    .join('\n\n');
}
