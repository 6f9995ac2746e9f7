import type { AccessSnapshot } from '../facts/diagnosis-facts.ts';
import { judgeAccess } from '../rbac/judge-access.ts';
import type { Judgement, Question } from '../rbac/judgement.ts';

/** What one look at the role assignments shows of all that is needed: the worst of it. */
export interface GrantSight {
  kind: 'blocked' | 'missing' | 'unreadable' | 'conditional' | 'propagating' | 'granted';
  /** When the newest of the grants is sure to work everywhere; null where none is spreading. */
  settlesAt: string | null;
  /** What decides, in a sentence; empty where nothing stands in the way. */
  note: string;
}

const sights: Record<Judgement['state'], GrantSight['kind']> = {
  denied: 'blocked',
  'not-granted': 'missing',
  'eligible-only': 'missing',
  unknown: 'unreadable',
  conditional: 'conditional',
  propagating: 'propagating',
  allowed: 'granted',
};

/** The worst first: what is missing keeps the agent out, however much else is granted. */
const order: GrantSight['kind'][] = [
  'blocked',
  'missing',
  'unreadable',
  'conditional',
  'propagating',
  'granted',
];

/** Judges everything that is needed by one snapshot. Nothing needed is everything granted. */
export function lookAtGrants(needs: Question[], facts: AccessSnapshot): GrantSight {
  const judged = needs
    .map((need) => judgeAccess(need, facts))
    .map(({ state, note, settlesAt }) => ({ kind: sights[state], note, settlesAt }))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  const settlesAt = judged
    .filter(({ kind }) => kind === 'propagating')
    .flatMap((one) => one.settlesAt ?? [])
    .sort()
    .at(-1);
  const [worst] = judged;
  return {
    kind: worst?.kind ?? 'granted',
    settlesAt: settlesAt ?? null,
    note: worst?.note ?? '',
  };
}
