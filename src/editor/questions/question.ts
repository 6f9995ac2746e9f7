import { actionForm, isAction } from '../../core/questions/asked-action.ts';
import { principalForms } from '../../core/questions/asked-principal.ts';
import { parseAskedScope, scopeForms } from '../../core/questions/asked-scope.ts';

/** A question with all it asks about, each as a person names it. */
export type Question =
  /** With `witness`, Azure's own checkAccess is asked as well. */
  | { kind: 'can'; principal: string; action: string; scope: string; witness: boolean }
  | { kind: 'list'; principal: string; scope: string }
  /** Without an action, the two are compared on all that they may do. */
  | { kind: 'compare'; first: string; second: string; scope: string; action: string | null };

export type QuestionKind = Question['kind'];

/** What questions ask about, by the names that arguments have too. */
export const parts = ['principal', 'action', 'first', 'second', 'scope'] as const;
export type Part = (typeof parts)[number];

/** Parts of a question that are settled. */
export type Settled = Partial<Record<Part, string>>;

/** What somebody says of a question before they are asked. Nobody is asked about the witness. */
export interface Given extends Settled {
  witness?: boolean;
}

/** Puts a question together from its parts, in the order in which a person is asked for them. */
export const composers: Record<
  QuestionKind,
  (ask: (part: Part) => Promise<string>, given: Given) => Promise<Question>
> = {
  can: async (ask, { witness = false }) => ({
    kind: 'can',
    principal: await ask('principal'),
    action: await ask('action'),
    scope: await ask('scope'),
    witness,
  }),
  list: async (ask) => ({
    kind: 'list',
    principal: await ask('principal'),
    scope: await ask('scope'),
  }),
  compare: async (ask, { action = null }) => ({
    kind: 'compare',
    first: await ask('first'),
    second: await ask('second'),
    scope: await ask('scope'),
    action,
  }),
};

/** The principals that a question names, in the order that its answer expects. */
export function principalsOf(question: Question): string[] {
  return question.kind === 'compare' ? [question.first, question.second] : [question.principal];
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
