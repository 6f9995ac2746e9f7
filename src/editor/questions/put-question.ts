import type { Answer } from '../../core/questions/text.ts';
import { stepTitles } from '../../core/report/vocabulary.ts';
import { withCancellableProgress } from '../cancellable-progress.ts';
import { UserError } from '../commands/user-error.ts';
import type { DiagnoseFeature } from '../diagnose/feature.ts';
import { logReads, type Log } from '../log.ts';
import type { Connect, Connection } from '../origin/connect.ts';
import { describeOrigin, originKey, type Origin } from '../origin/origin.ts';
import { originOfSettings } from '../origin/settings.ts';
import { givenBy } from './arguments.ts';
import { askFor, type AskOptions } from './ask.ts';
import { pickOrigin } from './pick-origin.ts';
import {
  answerQuestion,
  composers,
  principalsOf,
  type Given,
  type Question,
  type QuestionKind,
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

/** An answer that something can be shown of. */
export type ResolvedAnswer = Exclude<Answer, { kind: 'unresolved' }>;

const titles: Record<QuestionKind, string> = {
  can: 'Can a principal do an action',
  list: 'What a principal may do',
  compare: 'Compare two principals',
};

/**
 * Asks for what the argument leaves open, reads the tenant and answers. An argument that says
 * something is about the Azure of the settings. Throws a CancellationError when the user cancels,
 * and a UserError where the tenant does not know what was asked about.
 */
export async function putQuestion(
  kind: QuestionKind,
  argument: unknown,
  { diagnose, connect, memory, log, place }: QuestionContext,
): Promise<ResolvedAnswer> {
  const given = givenBy(argument);
  const diagnosis = await diagnose.lastDiagnosis();
  const configured = originOfSettings();
  const pick = async (): Promise<Origin> =>
    Object.keys(given).length > 0
      ? configured
      : pickOrigin(configured, diagnosis?.origin, titles[kind]);
  const origin = place?.origin ?? (await pick());
  const isAboutOrigin = diagnosis && originKey(diagnosis.origin) === originKey(origin);
  const title = `${titles[kind]} (${describeOrigin(origin)})`;
  const { question, asked } = await composeQuestion(kind, given, {
    title,
    subject: isAboutOrigin ? diagnosis.report.subject : undefined,
    last: memory.last(origin),
  });
  const answer = await readAnswer(
    question,
    title,
    async () => place?.connection ?? connect(origin),
    log,
  );
  if (answer.kind === 'unresolved') {
    throw new UserError([...new Set(answer.reasons)].join(' '), ['show-log']);
  }
  await memory.save(origin, asked);
  return answer;
}

async function composeQuestion(
  kind: QuestionKind,
  given: Given,
  options: Omit<AskOptions, 'taken'>,
): Promise<{ question: Question; asked: Given }> {
  const asked: Given = {};
  const question = await composers[kind](async (part) => {
    const taken = Object.values(asked);
    return (asked[part] = given[part] ?? (await askFor(part, { ...options, taken })));
  });
  return { question, asked };
}

async function readAnswer(
  question: Question,
  title: string,
  connect: () => Promise<Connection>,
  log: Log,
): Promise<Answer> {
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
      signal,
      onProgress: ({ step }) => say(stepTitles[step]),
    });
    logReads(facts.reads, log);
    const answer = answerQuestion(question, facts);
    log.info(`${title}: ${answer.verdict}.`);
    return answer;
  });
}
