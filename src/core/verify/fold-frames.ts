import { redact } from '../redact.ts';
import type { FrameRole } from '../stream/classify-stream.ts';
import type { Frame } from '../stream/frames.ts';

/** Frames of one kind in a row, which a person reads as one line. */
export interface FoldedFrame {
  role: FrameRole;
  /** What the frame calls itself; `data` where it has no name. */
  name: string;
  count: number;
  /** The last one's data, redacted, on one line and shortened. */
  text: string;
}

/** Characters of a frame that are shown: enough for a refusal with its principal and action. */
const longestText = 400;

/** Frames that are kept of a long answer: as many of its beginning as of its end. */
const mostFrames = 200;

/** The frames of an answer that are shown, and how many between the first and the last ones are not. */
export function shownFrames(folded: FoldedFrame[]): {
  frames: FoldedFrame[];
  framesLeftOut?: number;
} {
  if (folded.length <= mostFrames) return { frames: folded };
  const half = mostFrames / 2;
  return {
    frames: [...folded.slice(0, half), ...folded.slice(-half)],
    framesLeftOut: folded.length - mostFrames,
  };
}

/** Where in the shown frames those are missing that were left out. */
export const leftOutAfter = mostFrames / 2;

/** Folds frames of the same role and name in a row. Failures are never folded: each may say more. */
export function foldFrames(frames: Frame[], roles: FrameRole[]): FoldedFrame[] {
  const folded: FoldedFrame[] = [];
  frames.forEach((frame, index) => {
    const role = roles[index] ?? 'lifecycle';
    const name = frameName(frame);
    const text = shorten(redact(frame.text).replace(/\s+/g, ' ').trim());
    const last = folded.at(-1);
    if (last?.role === role && last.name === name && role !== 'failure') {
      last.count += 1;
      last.text = text;
    } else {
      folded.push({ role, name, count: 1, text });
    }
  });
  return folded;
}

/** What a frame calls itself: its type, else its event. */
export function frameName({ event, json }: Pick<Frame, 'event' | 'json'>): string {
  const type = typeof json === 'object' && json !== null && 'type' in json ? json.type : null;
  return shorten(redact(typeof type === 'string' ? type : (event ?? 'data')));
}

function shorten(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text;
}
