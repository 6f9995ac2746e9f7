import wrapAnsi from 'wrap-ansi';

/** Columns after which prose is wrapped. Commands never are, so that they can be copied whole. */
const width = 100;

/** Text wrapped to the width; lines after the first are indented by `hanging`. */
export function prose(text: string, indent = '', hanging = indent): string {
  return wrapAnsi(text, width - hanging.length, { hard: false })
    .split('\n')
    .map((line, index) => (index === 0 ? indent : hanging) + line)
    .join('\n');
}
