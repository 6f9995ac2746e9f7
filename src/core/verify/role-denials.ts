import type { SymptomClass } from '../symptoms/symptom.ts';

/** Denials that a missing role can cause, and one that has just been granted still. */
export const roleDenials: SymptomClass[] = [
  'missing-data-action',
  'permission-denied',
  'provider-401',
  'masked-denial',
  'transient-auth',
];
