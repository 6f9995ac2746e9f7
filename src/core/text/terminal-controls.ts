import stripAnsi from 'strip-ansi';

/**
 * Controls of a terminal, and of the direction of writing, as a class of a regular expression: with
 * them a name or a log row could paint over what is said about it. Line feed and tab are none.
 */
export const controls =
  '[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069]';

const everyControl = new RegExp(controls, 'g');

/** The text without the sequences that colour a terminal, move its cursor or make links in it. */
export function withoutAnsi(text: string): string {
  return stripAnsi(text);
}

/** The text without anything that steers whoever shows it. */
export function withoutControls(text: string): string {
  return withoutAnsi(text).replace(everyControl, '');
}
