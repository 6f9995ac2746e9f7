import * as vscode from 'vscode';
import { actionForm } from '../../core/questions/asked-action.ts';
import { principalForms } from '../../core/questions/asked-principal.ts';
import { scopeForms } from '../../core/questions/asked-scope.ts';
import type { Subject } from '../../core/report/report.ts';
import {
  actionChoices,
  lastFirst,
  principalChoices,
  scopeChoices,
  type Choice,
} from './choices.ts';
import { refusalOf, type Part, type Settled } from './question.ts';

interface Prompt {
  placeHolder: string;
  /** The item for what the list does not hold. */
  other: string;
  forms: string;
  choices: (subject: Subject | undefined) => Choice[];
}

const principal = {
  other: 'Another principal…',
  forms: principalForms,
  choices: principalChoices,
};

const prompts: Record<Part, Prompt> = {
  principal: { ...principal, placeHolder: 'Choose who the question is about' },
  first: { ...principal, placeHolder: 'Choose the first of the two' },
  second: { ...principal, placeHolder: 'Choose the second of the two' },
  action: {
    placeHolder: 'Choose what is to be done',
    other: 'Another action…',
    forms: actionForm,
    choices: actionChoices,
  },
  scope: {
    placeHolder: 'Choose where',
    other: 'Another scope…',
    forms: scopeForms,
    choices: scopeChoices,
  },
};

export interface AskOptions {
  title: string;
  /** What the last report of the same tenant speaks of. */
  subject: Subject | undefined;
  /** The choices of last time. */
  last: Settled;
  /** What was answered before in this question, and is not offered again. */
  taken: string[];
}

/**
 * Asks for one part of a question, with a list where there is something to choose from. Throws a
 * CancellationError where the user leaves it.
 */
export async function askFor(part: Part, options: AskOptions): Promise<string> {
  const { title, subject, last, taken } = options;
  const { placeHolder, other, choices } = prompts[part];
  const offered = lastFirst(choices(subject), last[part]).filter(
    ({ value }) => !taken.includes(value),
  );
  if (offered.length === 0) return typeIn(part, options);
  const chosen = await vscode.window.showQuickPick<vscode.QuickPickItem & { value?: string }>(
    [...offered, { label: other, alwaysShow: true }],
    { title, placeHolder, matchOnDescription: true, matchOnDetail: true, ignoreFocusOut: true },
  );
  if (chosen === undefined) throw new vscode.CancellationError();
  return chosen.value ?? typeIn(part, options);
}

async function typeIn(part: Part, { title, last }: AskOptions): Promise<string> {
  const { forms } = prompts[part];
  const text = await vscode.window.showInputBox({
    title,
    prompt: `${forms.charAt(0).toUpperCase()}${forms.slice(1)}`,
    value: last[part] ?? '',
    ignoreFocusOut: true,
    validateInput: (typed) => refusalOf(part, typed.trim()),
  });
  if (text === undefined) throw new vscode.CancellationError();
  return text.trim();
}
