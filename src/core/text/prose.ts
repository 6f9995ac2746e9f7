import wrapAnsi from 'wrap-ansi';

/** Columns after which prose is wrapped. Commands never are, so that they can be copied whole. */
const widest = 100;
const narrowest = 40;
let width = widest;

/** Wraps all later prose for a terminal of so many columns: a shell says it once, before it prints. */
export function fitProse(columns: number): void {
  width = Math.min(widest, Math.max(narrowest, columns));
}

/** Text wrapped to the width; lines after the first are indented by `hanging`. */
export function prose(text: string, indent = '', hanging = indent): string {
  return wrapAnsi(text, width - hanging.length, { hard: false })
    .split('\n')
    .map((line, index) => (index === 0 ? indent : hanging) + line)
    .join('\n');
}
