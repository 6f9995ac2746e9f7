import * as z from 'zod';
import { isoTime } from '../facts/iso-time.ts';
import { redact } from '../redact.ts';
import type { Frame } from '../stream/frames.ts';
import { withoutAnsi } from '../text/terminal-controls.ts';
import { logStreams, type LogLine, type LogStream } from '../facts/session-log.ts';

/** Characters of one line that are kept: no refusal is longer, and a terminal has an end. */
const longestText = 32_768;

const MessageFrame = z.looseObject({ message: z.string() });
const StreamName = z.looseObject({ stream: z.string() });
const Timed = z.looseObject({ timestamp: z.unknown().optional() });
const SessionFrame = z.looseObject({
  session_state: z.string(),
  version: z.union([z.string(), z.number()]).nullish(),
  last_accessed: z.unknown().optional(),
});

/**
 * The lines that one frame of a log holds. The payload is no contract of the service's: what has none
 * of its known shapes is a line of its own, as it came, rather than lost.
 */
export function linesOf({ text, json }: Pick<Frame, 'text' | 'json'>): LogLine[] {
  if (json !== undefined) return [lineOf(json, text)];
  return text
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => lineOf(parseJson(line), line));
}

function lineOf(json: unknown, text: string): LogLine {
  const at = isoTime(Timed.safeParse(json).data?.timestamp);
  const message = MessageFrame.safeParse(json).data;
  if (message !== undefined) return { at, stream: streamOf(json), text: toText(message.message) };
  const session = SessionFrame.safeParse(json).data;
  if (session !== undefined) return { at, stream: 'session', text: toText(sessionText(session)) };
  return { at, stream: streamOf(json), text: toText(typeof json === 'string' ? json : text) };
}

function streamOf(json: unknown): LogStream {
  const name = StreamName.safeParse(json).data?.stream.toLowerCase();
  return logStreams.find((known) => known === name) ?? 'other';
}

function sessionText(frame: z.infer<typeof SessionFrame>): string {
  const lastAccessed = isoTime(frame.last_accessed);
  return [
    frame.session_state,
    ...(frame.version === null || frame.version === undefined ? [] : [`version ${frame.version}`]),
    ...(lastAccessed === null ? [] : [`used last at ${lastAccessed}`]),
  ].join(', ');
}

/** Without what containers paint lines with; redacted before it is cut, so that no secret hides by losing its end. */
function toText(text: string): string {
  const plain = withoutAnsi(text).replace(/\r\n?/g, '\n');
  const clean = redact(plain.trimEnd());
  return clean.length > longestText
    ? `${clean.slice(0, longestText)}… (${clean.length} characters in all)`
    : clean;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Most lines of a log are no JSON: the text stands for itself.
    return undefined;
  }
}
