/** The first number that is no time in seconds any more: milliseconds since 1970 are larger. */
const firstMilliseconds = 1e11;

/**
 * A time of the Foundry data plane as ISO 8601, UTC: it answers seconds since 1970 in one place and a
 * spelled date in another. Null where there is none, or what is there names no time.
 */
export function isoTime(time: unknown): string | null {
  const date =
    typeof time === 'number'
      ? new Date(time < firstMilliseconds ? time * 1_000 : time)
      : typeof time === 'string'
        ? new Date(time)
        : null;
  return date === null || Number.isNaN(date.getTime()) ? null : date.toISOString();
}
