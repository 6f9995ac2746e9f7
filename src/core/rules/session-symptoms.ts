import type { DiagnosisFacts } from '../facts/diagnosis-facts.ts';
import { valueOf } from '../facts/fact.ts';
import type { LogTail } from '../facts/session-log.ts';
import { classifySymptom } from '../symptoms/explain.ts';
import type { SeenSymptom } from './denials.ts';

/** What one call leaves in both logs lies no further apart than their clocks and buffers do. */
const sameCallMilliseconds = 60_000;

/**
 * The symptoms in the agent's own log that `known` does not hold already. What a container prints often
 * goes to App Insights as well: a line is taken for the same refusal as one row of the same words.
 */
export function sessionSymptoms(
  { sessionLog, at }: Pick<DiagnosisFacts, 'sessionLog' | 'at'>,
  known: SeenSymptom[],
): SeenSymptom[] {
  const tail = sessionLog && valueOf(sessionLog.tail);
  if (!tail) return [];
  const unpaired = [...known];
  return symptomsIn(tail, at).filter((symptom) => {
    const twin = unpaired.findIndex((row) => isSameRefusal(row, symptom));
    if (twin >= 0) unpaired.splice(twin, 1);
    return twin < 0;
  });
}

function symptomsIn({ session, lines }: LogTail, now: string): SeenSymptom[] {
  const { createdAt, lastAccessedAt, version } = session;
  // A line without a time of its own was written after the line before it.
  let time = lines.find(({ at }) => at !== null)?.at ?? lastAccessedAt ?? createdAt ?? now;
  return lines.flatMap(({ at, text }) => {
    time = at ?? time;
    const symptom = classifySymptom(text);
    if (symptom === null) return [];
    const author = { agentId: null, version, session: session.id };
    return [{ ...symptom, at: time, table: 'session log', text, ...author }];
  });
}

function isSameRefusal(row: SeenSymptom, line: SeenSymptom): boolean {
  const same = (a: string | null, b: string | null): boolean =>
    a?.toLowerCase() === b?.toLowerCase();
  return (
    row.class === line.class &&
    same(row.principal, line.principal) &&
    same(row.action, line.action) &&
    same(row.operation, line.operation) &&
    Math.abs(Date.parse(row.at) - Date.parse(line.at)) <= sameCallMilliseconds
  );
}
