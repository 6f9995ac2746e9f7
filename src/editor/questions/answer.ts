import type { AccessQuestionFacts } from '../../core/questions/access-question-facts.ts';
import { answerCan } from '../../core/questions/can.ts';
import { answerCompare } from '../../core/questions/compare.ts';
import { answerList } from '../../core/questions/list.ts';
import type { Answer } from '../../core/questions/text.ts';
import { UserError } from '../commands/user-error.ts';
import type { QuestionPlace } from './put-question.ts';
import type { Question } from './question.ts';

/** An answer that something can be shown of. */
export type ResolvedAnswer = Exclude<Answer, { kind: 'unresolved' }>;

/** An answer with what it answers, what it rests on, and where that was read. */
export interface AnsweredQuestion {
  question: Question;
  facts: AccessQuestionFacts;
  answer: ResolvedAnswer;
  place: QuestionPlace;
}

/** Answers a question. Throws a UserError where the tenant does not know what was asked about. */
export function answerFrom(facts: AccessQuestionFacts, question: Question): ResolvedAnswer {
  const answer = anyAnswer(facts, question);
  if (answer.kind !== 'unresolved') return answer;
  throw new UserError([...new Set(answer.reasons)].join(' '), ['show-log']);
}

function anyAnswer(facts: AccessQuestionFacts, question: Question): Answer {
  switch (question.kind) {
    case 'can':
      return answerCan(facts, question.action);
    case 'list':
      return answerList(facts);
    case 'compare':
      return answerCompare(facts, question.action);
  }
}
