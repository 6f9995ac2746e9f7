import type { DiagnosisFacts } from '../facts/diagnosis-facts.ts';
import type { Question } from '../rbac/judgement.ts';
import { openCase } from '../rules/case.ts';

/**
 * What has to be granted until the agent can call its model: what its route or a denial requires and
 * is not there yet, or is too new to work. Empty where nothing is missing in ARM, so that only a call
 * of the agent can tell.
 */
export function watchedNeeds(facts: DiagnosisFacts): Question[] {
  const verdicts = openCase(facts)?.verdicts ?? [];
  return verdicts
    .filter(({ basis }) => basis.kind !== 'none')
    .filter(({ required, state }) => (required && state !== 'allowed') || state === 'propagating')
    .map(({ principalId, action, scope }) => ({ principalId, action, scope }));
}
