import type { AccessQuestionFacts } from '../../core/questions/access-question-facts.ts';
import { actionForm, isAction } from '../../core/questions/asked-action.ts';
import { principalForms } from '../../core/questions/asked-principal.ts';
import { parseAskedScope, scopeForms } from '../../core/questions/asked-scope.ts';
import { answerCan } from '../../core/questions/can.ts';
import { answerCompare } from '../../core/questions/compare.ts';
import { answerList } from '../../core/questions/list.ts';
import type { Answer } from '../../core/questions/text.ts';

/** A question with all it asks about, each as a person names it. */
export type Question =
  | { kind: 'can'; principal: string; action: string; scope: string }
  | { kind: 'list'; principal: string; scope: string }
  | { kind: 'compare'; first: string; second: string; scope: string };

export type QuestionKind = Question['kind'];

/** What questions ask about, by the names that arguments have too. */
export const parts = ['principal', 'action', 'first', 'second', 'scope'] as const;
export type Part = (typeof parts)[number];

export type Given = Partial<Record<Part, string>>;

/** Puts a question together from its parts, in the order in which a person is asked for them. */
export const composers: Record<
  QuestionKind,
  (ask: (part: Part) => Promise<string>) => Promise<Question>
> = {
  can: async (ask) => ({
    kind: 'can',
    principal: await ask('principal'),
    action: await ask('action'),
    scope: await ask('scope'),
  }),
  list: async (ask) => ({
    kind: 'list',
    principal: await ask('principal'),
    scope: await ask('scope'),
  }),
  compare: async (ask) => ({
    kind: 'compare',
    first: await ask('first'),
    second: await ask('second'),
    scope: await ask('scope'),
  }),
};

/** The principals that a question names, in the order that its answer expects. */
export function principalsOf(question: Question): string[] {
  return question.kind === 'compare' ? [question.first, question.second] : [question.principal];
}

export function answerQuestion(question: Question, facts: AccessQuestionFacts): Answer {
  switch (question.kind) {
    case 'can':
      return answerCan(facts, question.action);
    case 'list':
      return answerList(facts);
    case 'compare':
      return answerCompare(facts, null);
  }
}

/** Why a text cannot stand for a part, as a sentence; null where it can. */
export function refusalOf(part: Part, text: string): string | null {
  switch (part) {
    case 'action':
      return isAction(text) ? null : `Name ${actionForm}.`;
    case 'scope':
      return parseAskedScope(text) === null ? `Name ${scopeForms}.` : null;
    case 'principal':
    case 'first':
    case 'second':
      return text === '' ? `Name ${principalForms}.` : null;
  }
}
