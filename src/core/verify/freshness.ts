import type { DiagnosisFacts } from '../facts/diagnosis-facts.ts';
import { propagation } from '../rbac/propagation.ts';
import { openCase } from '../rules/case.ts';

/** Why a denial may pass by itself: something about the agent is only minutes old. */
export interface Freshness {
  kind: 'version' | 'grant';
  /** When the version was made, or when the grant is sure to work everywhere. ISO 8601, UTC. */
  at: string;
}

/**
 * What is so new about an agent that one denial proves nothing: a grant to it that is still spreading,
 * or a version that has just become active. Null where a denial stands for itself.
 */
export function freshnessOf(facts: DiagnosisFacts): Freshness | null {
  const opened = openCase(facts);
  if (opened === null) return null;
  const spreading = opened.verdicts.find(
    ({ state, basis }) => state === 'propagating' && basis.kind !== 'none',
  );
  if (spreading) return { kind: 'grant', at: spreading.settlesAt ?? facts.at };
  const { createdAt } = opened.agent.serving;
  const age = createdAt === null ? Infinity : Date.parse(facts.at) - Date.parse(createdAt);
  return createdAt !== null && age < propagation.direct.minutes * 60_000
    ? { kind: 'version', at: createdAt }
    : null;
}
