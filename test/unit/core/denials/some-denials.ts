import type {
  DenialLane,
  DenialMinute,
  ReportedDenials,
} from '../../../../src/core/report/denials/schema.ts';

/** Denials as a report has them, around a noon. Times are given in minutes after it. */

export const noon = Date.parse('2026-11-21T12:00:00Z');

export function timeAt(offset: number): string {
  return new Date(noon + offset * 60_000).toISOString();
}

export function minuteAt(offset: number, count = 1): DenialMinute {
  return {
    minute: `${timeAt(offset).slice(0, 16)}Z`,
    joinedBy: 'message',
    actions: ['Microsoft.CognitiveServices/accounts/OpenAI/responses/write'],
    sources: ['exceptions'],
    count,
  };
}

interface Event {
  kind: DenialLane['events'][number]['kind'];
  offset: number;
}

/** A report's denials with a lane for each list of minutes; the events stand in the first one. */
export function denialsOf(
  lanes: DenialMinute[][],
  events: Event[] = [],
): { generatedAt: string; denials: ReportedDenials } {
  return {
    generatedAt: timeAt(0),
    denials: {
      window: { from: timeAt(-1440), to: timeAt(0) },
      isCutOff: false,
      seenAt: null,
      lanes: lanes.map((minutes, index) => ({
        principalId: `aaaaaaaa-0000-4000-8000-00000000000${index}`,
        role: 'agent-instance',
        displayName: 'concierge',
        versions: ['3'],
        minutes,
        events: (index === 0 ? events : [])
          .sort((a, b) => a.offset - b.offset)
          .map(({ kind, offset }) => ({ kind, at: timeAt(offset), what: '3' })),
      })),
    },
  };
}

/** A denial in each minute of a day, for three identities. */
export function dayOfDenials(): ReturnType<typeof denialsOf> {
  const lane = (phase: number) =>
    Array.from({ length: 1440 }, (_, index) =>
      minuteAt(index - 1440, 1 + ((index * 7 + phase) % 11)),
    );
  return denialsOf(
    [lane(0), lane(3), lane(5)],
    [
      { kind: 'version', offset: -600 },
      { kind: 'grant', offset: -30 },
      { kind: 'settled', offset: -20 },
    ],
  );
}
