import type { Asked } from '../../core/facts/diagnosis-facts.ts';
import type { Report } from '../../core/report/report.ts';
import { stepTitles } from '../../core/report/vocabulary.ts';
import type { ProgressEvent } from '../../gather/index.ts';
import { withCancellableProgress } from '../cancellable-progress.ts';
import { logReads, type Log } from '../log.ts';
import type { Connect } from '../origin/connect.ts';
import { describeOrigin, type Origin } from '../origin/origin.ts';
import { targetAccountOfSettings } from '../origin/settings.ts';
import { createChooser, type Choices } from './choose.ts';
import type { ProgressLine } from './protocol.ts';

export interface DiagnosisRequest {
  origin: Origin;
  /** The choices of last time; the ones of this time are written into it. */
  choices: Choices;
  /** Take the choices of last time without asking. */
  repeat: boolean;
  /** What is named already and not asked for. */
  asked: Asked;
  /** Called with every step so far whenever one begins or ends. */
  onProgress: (progress: ProgressLine[]) => void;
}

/**
 * Reads the tenant and judges it, with a notification that shows the steps and can cancel. Throws a
 * CancellationError when the user cancels there or leaves a question without an answer.
 */
export async function runDiagnosis(
  request: DiagnosisRequest,
  connect: Connect,
  log: Log,
): Promise<Report> {
  const { origin, choices, repeat, asked, onProgress } = request;
  const title = `Diagnosing (${describeOrigin(origin)})`;
  return withCancellableProgress(title, async ({ signal, cancel, say }) => {
    log.info(`${title} begins.`);
    say('connecting');

    const [{ gatherFacts }, { diagnose }, connection] = await Promise.all([
      import('../../gather/index.ts'),
      import('../../core/diagnose.ts'),
      connect(origin, { repeat, lastTenant: choices.tenant }),
    ]);
    if (connection.tenantId !== null) choices.tenant = connection.tenantId;
    const progress = new Map<string, ProgressLine>();
    const facts = await gatherFacts({
      ...connection,
      asked: { ...targetAccountOfSettings(), ...asked },
      signal,
      onProgress: (event) => {
        const line = toLine(event);
        progress.set(event.step, line);
        say(line.title);
        onProgress([...progress.values()]);
      },
      choose: createChooser({ title, choices, repeat, onCancel: cancel, signal }),
    });
    const report = diagnose(facts);
    logReport(report, log);
    return report;
  });
}

function toLine({ step, state, reads, message }: ProgressEvent): ProgressLine {
  return { title: stepTitles[step], state, reads, note: state === 'finished' ? message : '' };
}

function logReport(report: Report, log: Log): void {
  for (const step of report.steps) {
    log.info(`${step.title}: ${step.status}, ${Math.round(step.durationMs)} ms. ${step.note}`);
    logReads(step.reads, log);
  }
  log.info(`${report.outcome}: ${report.summary}`);
}
