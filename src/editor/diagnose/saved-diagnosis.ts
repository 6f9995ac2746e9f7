import type * as vscode from 'vscode';
import type { Report } from '../../core/report/report.ts';
import { originKey, type Origin } from '../origin/origin.ts';
import type { Choices } from './choose.ts';

/** A report and where it came from. */
export interface SavedDiagnosis {
  origin: Origin;
  /** Absent where it was not known, and in what earlier versions saved. */
  tenantId?: string | undefined;
  report: Report;
}

/** What outlives a window: the last diagnosis, and what was chosen, by origin. */
export interface DiagnosisStore {
  /** The last diagnosis; undefined where there is none, or one of another version's shape. */
  last(): Promise<SavedDiagnosis | undefined>;
  save(diagnosis: SavedDiagnosis): Promise<void>;
  choices(origin: Origin): Choices;
  saveChoices(origin: Origin, choices: Choices): Promise<void>;
}

const lastKey = 'foundryIdentity.lastDiagnosis';
const choicesKey = 'foundryIdentity.choices';

export function createDiagnosisStore(memento: vscode.Memento): DiagnosisStore {
  const allChoices = (): Record<string, Choices> => memento.get(choicesKey, {});
  return {
    async last() {
      const saved = memento.get<SavedDiagnosis>(lastKey);
      if (saved === undefined) return undefined;
      const { ReportSchema } = await import('../../core/report/report.ts');
      return ReportSchema.safeParse(saved.report).success ? saved : undefined;
    },
    save: async (diagnosis) => memento.update(lastKey, diagnosis),
    choices: (origin) => ({ ...allChoices()[originKey(origin)] }),
    saveChoices: async (origin, choices) =>
      memento.update(choicesKey, { ...allChoices(), [originKey(origin)]: choices }),
  };
}
