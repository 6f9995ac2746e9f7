import { prose } from '../text/prose.ts';
import { classifySymptom } from '../symptoms/explain.ts';
import { explainText, renderExplanation, type Explanation } from '../symptoms/explanation.ts';
import type { AgentSession, LogLine } from '../facts/session-log.ts';
import type { SessionLog } from './session-log.ts';
import {
  endSentences,
  kindWords,
  noSessionSentence,
  sessionWords,
  silenceSentences,
  streamWords,
} from './words.ts';

/** A log for a terminal or a text document. `who` names principals by id, where known. */
export function renderSessionLog(log: SessionLog, who: Record<string, string> = {}): string {
  const lines = log.lines.map((line) => `  ${renderLogLine(line)}\n`);
  return `${renderLogHead(log)}\n${lines.join('')}${renderLogMeaning(log, who)}`;
}

/** Whose log it is, with an end of line. */
export function renderLogHead({
  agent,
  project,
  session,
  kind,
}: Pick<SessionLog, 'agent' | 'project' | 'session' | 'kind'>): string {
  return [
    `Log of session ${session.id} of agent ${agent} in project ${project}\n`,
    `${prose(`${sessionWords(session)}; ${kind}: ${kindWords[kind]}.`)}\n`,
  ].join('');
}

/** One entry; lines after its first are indented. Without an end of line. */
export function renderLogLine({ at, stream, text }: LogLine): string {
  const [first = '', ...rest] = text.split('\n');
  const head = `${at ?? '-'.padEnd(24)}  ${streamWords[stream]}  `;
  return [`${head}${first}`, ...rest.map((line) => `    ${line}`)].join('\n');
}

/** How the log ended, and what its lines mean: the refusal, whose it is, and the next step. */
export function renderLogMeaning(log: SessionLog, who: Record<string, string> = {}): string {
  const explanation = explanationOf(log);
  const sentences = [
    endSentences[log.end],
    explanation === null ? silenceSentences[log.lines.length === 0 ? 'empty' : 'no-refusal'] : null,
  ].filter((sentence) => sentence !== null);
  return [
    ...sentences.map((sentence) => `\n${prose(sentence)}\n`),
    ...(explanation === null ? [] : ['\n', renderExplanation(explanation, who)]),
  ].join('');
}

/** What the refusals in a log come down to, as an error text is explained; null where there is none. */
export function explanationOf({ lines, symptoms }: SessionLog): Explanation | null {
  if (symptoms.length === 0) return null;
  const refusals = lines.filter(({ text }) => classifySymptom(text) !== null);
  return explainText(refusals.map(({ text }) => text).join('\n'));
}

/** The sessions of an agent for a terminal, the one used last first. */
export function renderSessions(sessions: AgentSession[]): string {
  if (sessions.length === 0) return `${prose(noSessionSentence)}\n`;
  return sessions.map((session) => `${session.id}  ${sessionWords(session)}\n`).join('');
}
