import type * as vscode from 'vscode';
import { originKey, type Origin } from '../origin/origin.ts';
import type { Given } from './question.ts';

/** What was asked about last, by origin. It outlives a window. */
export interface QuestionMemory {
  last(origin: Origin): Given;
  save(origin: Origin, given: Given): Promise<void>;
}

const key = 'foundryIdentity.questions';

export function createQuestionMemory(memento: vscode.Memento): QuestionMemory {
  const all = (): Record<string, Given> => memento.get(key, {});
  const last = (origin: Origin): Given => all()[originKey(origin)] ?? {};
  return {
    last,
    save: async (origin, given) =>
      memento.update(key, { ...all(), [originKey(origin)]: { ...last(origin), ...given } }),
  };
}
