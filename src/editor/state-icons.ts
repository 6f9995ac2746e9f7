import type { VerdictState } from '../core/rbac/verdict.ts';

/** The codicon of each verdict, the same one in the report and in the side bar. */
export const stateIcons = {
  allowed: 'pass',
  'not-granted': 'error',
  denied: 'circle-slash',
  conditional: 'question',
  propagating: 'history',
  'eligible-only': 'lock',
  'platform-managed': 'shield',
  unknown: 'question',
} as const satisfies Record<VerdictState, string>;
