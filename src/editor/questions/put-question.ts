import { stepTitles } from '../../core/report/vocabulary.ts';
import { withCancellableProgress } from '../cancellable-progress.ts';
import type { DiagnoseFeature } from '../diagnose/feature.ts';
import { logReads, type Log } from '../log.ts';
import type { Connect, Connection } from '../origin/connect.ts';
import { describeOrigin, originKey, type Origin } from '../origin/origin.ts';
import { originOfSettings } from '../origin/settings.ts';
import { answerFrom, type AnsweredQuestion } from './answer.ts';
import { givenBy } from './arguments.ts';
import { askFor, type AskOptions } from './ask.ts';
import { pickOrigin } from './pick-origin.ts';
import {
  composers,
  principalsOf,
  type Given,
  type Part,
  type Question,
  type QuestionKind,
  type Settled,
} from './question.ts';
import type { QuestionMemory } from './remembered.ts';

/** What questions share with the diagnosis, and what they keep for themselves. */
export interface QuestionContext {
  diagnose: Pick<DiagnoseFeature, 'lastDiagnosis'>;
  connect: Connect;
  memory: QuestionMemory;
  log: Log;
  /** The tenant that is asked, where that is settled. */
  place?: QuestionPlace | undefined;
}

/** One tenant, and where it was found. */
export interface QuestionPlace {
  origin: Origin;
  connection: Connection;
}

const titles: Record<QuestionKind, string> = {
  can: 'Can a principal do an action',
  list: 'What a principal may do',
  compare: 'Compare two principals',
};

/**
 * Asks for what the argument leaves open, reads the tenant and answers. An argument that says something is
 * about the Azure of the settings. Throws a CancellationError when the user cancels, and a UserError
 * where the tenant does not know what was asked about.
 */
export async function putQuestion(
  kind: QuestionKind,
  argument: unknown,
  { diagnose, connect, memory, log, place }: QuestionContext,
): Promise<AnsweredQuestion> {
  const given = givenBy(argument);
  const diagnosis = await diagnose.lastDiagnosis();
  const configured = originOfSettings();
  const pick = async (): Promise<Origin> =>
    Object.keys(given).length > 0
      ? configured
      : pickOrigin(configured, diagnosis?.origin, titles[kind]);
  const origin = place?.origin ?? (await pick());
  const isAboutOrigin = diagnosis && originKey(diagnosis.origin) === originKey(origin);
  const { question, asked } = await composeQuestion(kind, given, {
    title: titleIn(kind, origin),
    subject: isAboutOrigin ? diagnosis.report.subject : undefined,
    last: memory.last(origin),
  });
  const reach = async (): Promise<Connection> => place?.connection ?? connect(origin);
  const answered = await readAnswer(question, origin, reach, log);
  await memory.save(origin, asked);
  return answered;
}

/** What a question's dialogs and notifications are called. */
export function titleIn(kind: QuestionKind, origin: Origin): string {
  return `${titles[kind]} (${describeOrigin(origin)})`;
}

async function composeQuestion(
  kind: QuestionKind,
  given: Given,
  options: Omit<AskOptions, 'taken'>,
): Promise<{ question: Question; asked: Settled }> {
  const asked: Settled = {};
  const ask = async (part: Part): Promise<string> => {
    const taken = Object.values(asked);
    return (asked[part] = given[part] ?? (await askFor(part, { ...options, taken })));
  };
  return { question: await composers[kind](ask, given), asked };
}

/**
 * Reads what a question rests on, under a notification that can cancel it, and answers it. Throws a
 * UserError where the tenant does not know what was asked about.
 */
export async function readAnswer(
  question: Question,
  origin: Origin,
  connect: () => Promise<Connection>,
  log: Log,
): Promise<AnsweredQuestion> {
  const title = titleIn(question.kind, origin);
  return withCancellableProgress(title, async ({ signal, say }) => {
    log.info(`${title} begins.`);
    say('connecting');
    const [{ gatherAccess }, connection] = await Promise.all([
      import('../../gather/index.ts'),
      connect(),
    ]);
    const facts = await gatherAccess({
      ...connection,
      principals: principalsOf(question),
      scope: question.scope,
      ...(question.kind === 'can' && question.witness && { witness: question.action }),
      signal,
      onProgress: ({ step }) => say(stepTitles[step]),
    });
    logReads(facts.reads, log);
    const answer = answerFrom(facts, question);
    log.info(`${title}: ${answer.verdict}.`);
    return { question, facts, answer, place: { origin, connection } };
  });
}
