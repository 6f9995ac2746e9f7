/** The colours that reports are painted with. */
const ownColors = '\u001b\\[(?:1|2|22|3[0-9])m';

/** What progress lines begin with on stderr: back to the start of the line, and clear it. */
export const startOfLine = '\r\u001b[K';

/**
 * Controls of a terminal, and of the direction of writing: with them a name or a log row could paint
 * over what a report says. Line feed and tab stay.
 */
const controls = '[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069]';

const inOutput = new RegExp(`(${ownColors})|\\r\\n|${controls}`, 'g');
const inProgress = new RegExp(`(\\r\\u001b\\[K|${ownColors})|\\r\\n|${controls}`, 'g');

/** The text with every control that is not this program's own replaced by a visible sign. */
export function withoutControls(text: string, isProgress = false): string {
  return text.replace(isProgress ? inProgress : inOutput, (found, own: string | undefined) => {
    if (own !== undefined) return own;
    return found === '\r\n' ? '\n' : '\ufffd';
  });
}

/** Lets nothing through to a stream that would steer the terminal on behalf of what was read. */
export function guard(stream: NodeJS.WriteStream, isProgress = false): void {
  const write = stream.write.bind(stream) as (...args: unknown[]) => boolean;
  stream.write = (chunk: unknown, ...rest: unknown[]) =>
    write(typeof chunk === 'string' ? withoutControls(chunk, isProgress) : chunk, ...rest);
}
