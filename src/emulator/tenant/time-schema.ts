import * as z from 'zod';

const duration = /^-?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** Milliseconds of an ISO 8601 duration of days and smaller; null where the text is none. */
export function durationMs(text: string): number | null {
  const match = duration.exec(text);
  if (match === null || /[PT]$/.test(text)) return null;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const length = (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
  return text.startsWith('-') ? -length : length;
}

const isoDate = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z)?$/;

/** A moment: an ISO date, or how long before the server's start it was. */
export const TimeSchema = z
  .string()
  .refine((text) => isoDate.test(text) || (text.startsWith('-') && durationMs(text) !== null), {
    error: 'must be an ISO date such as "2026-11-20T10:00:00Z" or a time ago such as "-PT20M"',
  })
  .describe('ISO date, or a negative ISO duration relative to the start of the server: "-PT20M".');

/** A length of time, not negative. */
export const DurationSchema = z
  .string()
  .refine((text) => (durationMs(text) ?? -1) >= 0, {
    error: 'must be an ISO duration such as "PT10M"',
  })
  .describe('ISO duration: "PT10M".');

/** The moment that a {@link TimeSchema} text means for a server started at `start`. */
export function moment(text: string, start: Date): Date {
  const offset = durationMs(text);
  return offset === null ? new Date(text) : new Date(start.getTime() + offset);
}
