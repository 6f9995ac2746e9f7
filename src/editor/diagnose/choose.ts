import * as vscode from 'vscode';
import type { Candidate, ChoiceKind, Chooser } from '../../gather/index.ts';

/** What was chosen last, by kind: ids of candidates, and the tenant that they are in. */
export type Choices = Partial<Record<ChoiceKind | 'tenant', string>>;

const questions: Record<ChoiceKind, string> = {
  subscription: 'Choose the subscription of the agent',
  account: 'Choose the Foundry account of the agent',
  project: 'Choose the project of the agent',
  agent: 'Choose the agent that gets the 401',
};

export interface ChooserOptions {
  title: string;
  /** The choices of last time; the ones of this time are written into it. */
  choices: Choices;
  /** Take the choices of last time wherever they still exist, without asking. */
  repeat: boolean;
  /** Called when the user leaves a question without an answer. */
  onCancel: () => void;
  signal: AbortSignal;
}

/** Asks with quick picks, the choice of last time first. */
export function createChooser(options: ChooserOptions): Chooser {
  const { choices, repeat, onCancel } = options;
  return async (kind, candidates) => {
    const last = candidates.find(({ id }) => id === choices[kind]);
    if (repeat && last !== undefined) return last.id;
    const chosen = await pick(kind, candidates, last, options);
    if (chosen === undefined) onCancel();
    else choices[kind] = chosen.id;
    return chosen?.id;
  };
}

interface CandidateItem extends vscode.QuickPickItem {
  candidate: Candidate;
}

async function pick(
  kind: ChoiceKind,
  candidates: Candidate[],
  last: Candidate | undefined,
  { title, signal }: ChooserOptions,
): Promise<Candidate | undefined> {
  const cancellation = new vscode.CancellationTokenSource();
  const cancel = (): void => cancellation.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  try {
    const others = candidates.filter((candidate) => candidate !== last);
    const items = [...(last === undefined ? [] : [last]), ...others].map(
      (candidate): CandidateItem => ({
        candidate,
        label: candidate.name,
        detail: candidate.detail,
        ...(candidate === last && { description: 'chosen last time' }),
      }),
    );
    const chosen = await vscode.window.showQuickPick(
      items,
      {
        title,
        placeHolder: questions[kind],
        matchOnDescription: true,
        matchOnDetail: true,
        ignoreFocusOut: true,
      },
      cancellation.token,
    );
    return chosen?.candidate;
  } finally {
    signal.removeEventListener('abort', cancel);
    cancellation.dispose();
  }
}
