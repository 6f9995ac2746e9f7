import { UserError } from '../commands/user-error.ts';
import type { Log } from '../log.ts';
import { answerFrom, type AnsweredQuestion } from './answer.ts';
import { askFor } from './ask.ts';
import { readAnswer, titleIn } from './put-question.ts';
import type { QuestionMemory } from './remembered.ts';

/** Asks a question again, and Azure's own checkAccess with it. */
export async function withWitness(
  { question, place: { origin, connection } }: AnsweredQuestion,
  log: Log,
): Promise<AnsweredQuestion> {
  if (question.kind !== 'can') throw new UserError('Only a "can" question has a second witness.');
  return readAnswer({ ...question, witness: true }, origin, async () => connection, log);
}

/** Narrows a comparison to one action that the user chooses. What was read is enough for it. */
export async function onOneAction(
  { question, facts, place }: AnsweredQuestion,
  memory: QuestionMemory,
): Promise<AnsweredQuestion> {
  if (question.kind !== 'compare') throw new UserError('Only a comparison is narrowed.');
  const { origin } = place;
  const action = await askFor('action', {
    title: titleIn('compare', origin),
    subject: undefined,
    last: memory.last(origin),
    taken: [],
  });
  await memory.save(origin, { action });
  const narrowed = { ...question, action };
  return { question: narrowed, facts, place, answer: answerFrom(facts, narrowed) };
}
