/**
 * Whether a stream shall get colours: what FORCE_COLOR or NO_COLOR say (any value but 0 forces,
 * any value at all forbids), and without them whether a human reads it at a terminal that has any.
 */
export function wantsColor(
  stream: { isTTY?: boolean },
  environment: NodeJS.ProcessEnv = process.env,
): boolean {
  const { FORCE_COLOR: force, NO_COLOR: forbid, TERM: terminal } = environment;
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  if (forbid !== undefined && forbid !== '') return false;
  return terminal !== 'dumb' && (stream.isTTY ?? false);
}
