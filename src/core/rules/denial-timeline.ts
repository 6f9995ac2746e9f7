import type { Case } from './case.ts';
import { isDenial } from './denials.ts';
import { joinKinds, type RefusedIdentity } from './refused-identity.ts';

/** The denials of one identity within one minute. */
export interface DenialMinute extends RefusedIdentity {
  /** ISO 8601, UTC, to the minute. */
  minute: string;
  /** The actions that were missing, each once. */
  actions: string[];
  /** The log tables, or the log of a session, that hold the rows; each once. */
  sources: string[];
  count: number;
}

/**
 * The denials in the log by identity and minute, oldest first. Rows that tell one failure twice count
 * both, under the identity that either names.
 */
export function denialTimeline({ symptoms }: Pick<Case, 'symptoms'>): DenialMinute[] {
  const minutes = new Map<string, DenialMinute>();
  for (const symptom of symptoms.filter(isDenial)) {
    const at = Date.parse(symptom.at);
    if (Number.isNaN(at)) continue;
    const minute = `${new Date(at).toISOString().slice(0, 16)}Z`;
    const { principalId, joinedBy, version } = symptom.identity;
    const key = JSON.stringify([minute, principalId ?? { version }]);
    const known = minutes.get(key) ?? {
      ...{ minute, principalId, joinedBy, version },
      ...{ actions: [], sources: [], count: 0 },
    };
    minutes.set(key, {
      ...known,
      joinedBy: joinKinds.find((kind) => [known.joinedBy, joinedBy].includes(kind)) ?? joinedBy,
      actions: symptom.action === null ? known.actions : including(known.actions, symptom.action),
      sources: including(known.sources, symptom.table),
      count: known.count + 1,
    });
  }
  return [...minutes.values()].sort((a, b) => a.minute.localeCompare(b.minute));
}

function including(texts: string[], text: string): string[] {
  return texts.includes(text) ? texts : [...texts, text];
}
