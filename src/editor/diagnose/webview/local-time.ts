/** Times as the reader's own locale and time zone write them. All take milliseconds since 1970. */

const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const dayAndClock = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

export function clockTime(at: number): string {
  return clock.format(at);
}

/** With the day, as the words of a drawing take it. */
export const inLocalTime = {
  time: (at: number): string => dayAndClock.format(at),
  range: (from: number, to: number): string => dayAndClock.formatRange(from, to),
};

/** From one time to another, as short as the locale allows. */
export function clockRange(from: number, to: number): string {
  return clock.formatRange(from, to);
}

/** The same in UTC, which logs and other people's reports speak of. */
export function utcTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** What stands at a tick: the date where a day begins. */
export function tickTime(at: number): string {
  return minuteOfLocalDay(at) === 0 ? day.format(at) : clockTime(at);
}

export function minuteOfLocalDay(at: number): number {
  const date = new Date(at);
  return date.getHours() * 60 + date.getMinutes();
}
