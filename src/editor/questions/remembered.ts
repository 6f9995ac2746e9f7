import type * as vscode from 'vscode';
import { originKey, type Origin } from '../origin/origin.ts';
import type { Settled } from './question.ts';

/** What was asked about last, by origin. It outlives a window. */
export interface QuestionMemory {
  last(origin: Origin): Settled;
  save(origin: Origin, settled: Settled): Promise<void>;
}

const key = 'foundryIdentity.questions';

export function createQuestionMemory(memento: vscode.Memento): QuestionMemory {
  const all = (): Record<string, Settled> => memento.get(key, {});
  const last = (origin: Origin): Settled => all()[originKey(origin)] ?? {};
  return {
    last,
    save: async (origin, settled) =>
      memento.update(key, { ...all(), [originKey(origin)]: { ...last(origin), ...settled } }),
  };
}
