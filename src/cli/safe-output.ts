import { controls } from '../core/text/terminal-controls.ts';

/** The colours that reports are painted with. */
const ownColors = '\u001b\\[(?:1|2|22|3[0-9])m';

/** What progress lines begin with on stderr: back to the start of the line, and clear it. */
export const startOfLine = '\r\u001b[K';

const inOutput = new RegExp(`(${ownColors})|\\r\\n|${controls}`, 'g');
const inProgress = new RegExp(`(\\r\\u001b\\[K|${ownColors})|\\r\\n|${controls}`, 'g');

/** The text with every control that is not this program's own replaced by a visible sign. */
export function withSigns(text: string, isProgress = false): string {
  return text.replace(isProgress ? inProgress : inOutput, (found, own: string | undefined) => {
    if (own !== undefined) return own;
    return found === '\r\n' ? '\n' : '\ufffd';
  });
}

/** Lets nothing through to a stream that would steer the terminal on behalf of what was read. */
export function guard(stream: NodeJS.WriteStream, isProgress = false): void {
  const write = stream.write.bind(stream) as (...args: unknown[]) => boolean;
  stream.write = (chunk: unknown, ...rest: unknown[]) =>
    write(typeof chunk === 'string' ? withSigns(chunk, isProgress) : chunk, ...rest);
}
