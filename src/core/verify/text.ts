import type { FrameRole } from '../stream/classify-stream.ts';
import { prose } from '../text/prose.ts';
import { symptomWords } from '../symptoms/words.ts';
import type { Attempt } from './attempt.ts';
import { roleDenials } from './role-denials.ts';
import { leftOutAfter, type FoldedFrame } from './fold-frames.ts';
import type { Verification } from './verification.ts';
import { freshnessSentences, nextSteps, outcomeSentences } from './words.ts';

/** A sign for what a frame is, in front of its name. */
const roleSigns: Record<FrameRole, string> = {
  answer: '✓',
  failure: '✗',
  end: '■',
  lifecycle: '·',
};

/** A verification for a terminal or a text document. */
export function renderVerification(verification: Verification): string {
  const { subject, attempts, outcome } = verification;
  const last = attempts.at(-1);
  const { title, meaning } = outcomeSentences[outcome];
  return `${[
    title,
    ...(subject === null
      ? []
      : [`agent ${subject.agent}, version ${subject.version}, in project ${subject.project}`]),
    prose(meaning),
    ...(last === undefined ? [] : symptomLines(last)),
    ...nextLines(verification),
    ...callLines(verification),
  ].join('\n')}\n`;
}

/** What the failures come down to. Their own words stand in the frames. */
function symptomLines({ symptoms, detail }: Attempt): string[] {
  const [symptom] = symptoms;
  const lines = symptom === undefined ? [] : [`  ${symptomWords[symptom.class].title}`];
  const rows: [label: string, value: string | null | undefined][] = [
    ['who', symptom?.principal],
    ['action', symptom?.action],
    ['operation', symptom?.operation],
    ['host', symptom?.host],
  ];
  for (const [label, value] of rows) if (value) lines.push(`    ${label}: ${value}`);
  if (detail !== null) lines.push(prose(detail, '  '));
  return lines.length === 0 ? [] : ['', ...lines];
}

/** The last call with its frames; the ones before it ended the same way and are named only. */
function callLines({ subject, attempts }: Verification): string[] {
  return attempts.flatMap((attempt, index) => {
    const isLast = index === attempts.length - 1;
    const name = subject === null ? 'The stream' : `Call ${index + 1}${callWords(attempt)}`;
    const line = isLast ? name : `${name}: ${attempt.outcome}`;
    return [...(index === 0 || isLast ? [''] : []), line, ...(isLast ? frameLines(attempt) : [])];
  });
}

function nextLines(verification: Verification): string[] {
  const next = nextOf(verification);
  return next === null ? [] : ['', prose(`Next: ${next}`)];
}

function nextOf({ outcome, freshness, attempts }: Verification): string | null {
  const [symptom] = attempts.at(-1)?.symptoms ?? [];
  if (outcome === 'recovered') return null;
  // No role mends these, however new one is.
  if (symptom && outcome === 'silent-denial' && !roleDenials.includes(symptom.class)) {
    return symptomWords[symptom.class].next;
  }
  if (outcome === 'silent-denial' && freshness !== null) {
    return freshnessSentences[freshness.kind](freshness.at);
  }
  return nextSteps[outcome] ?? (symptom ? symptomWords[symptom.class].next : null);
}

function callWords({ status, durationMs, sessionId, invocationId, startedAt }: Attempt): string {
  const ids = [
    sessionId === null ? [] : [`session ${sessionId}`],
    invocationId === null ? [] : [`invocation ${invocationId}`],
  ].flat();
  const answer = status === null ? 'no answer' : `HTTP ${status}`;
  return [` at ${startedAt}: ${answer} after ${durationMs} ms`, ...ids].join(', ');
}

function frameLines({ frames, framesLeftOut }: Attempt): string[] {
  const lines = frames.map(frameLine);
  if (framesLeftOut === undefined) return lines;
  const said = `  … ${framesLeftOut.toLocaleString('en-US')} more frames, which are left out here`;
  return [...lines.slice(0, leftOutAfter), said, ...lines.slice(leftOutAfter)];
}

function frameLine({ role, name, count, text }: FoldedFrame): string {
  const times = count === 1 ? '' : ` × ${count}`;
  return `  ${roleSigns[role]} ${name}${times}  ${text}`;
}
