import * as vscode from 'vscode';
import { assignRole, type Grant } from '../../../core/fixes/role-assignment.ts';
import type { Shell } from '../../../core/fixes/shell.ts';
import { UserError } from '../../commands/user-error.ts';
import { factsOf } from '../model/node-facts.ts';
import type { NodeCommandContext } from './context.ts';
import { nodeFor } from './pick-node.ts';

/** Copies the command that closes a node's gaps, one line for each grant. */
export async function copyFix(argument: unknown, context: NodeCommandContext): Promise<void> {
  const node = await nodeFor('copy-fix', argument, context);
  const { grants } = factsOf(node, context.tree.contents());
  if (grants.length === 0) throw new UserError('There is no gap here that a role would close.');
  const lines = { bash: linesFor(grants, 'bash'), powershell: linesFor(grants, 'powershell') };
  const shell = lines.bash === lines.powershell ? 'bash' : await shellOf(context.memory);
  await copy(lines[shell], 'The fix is on the clipboard, for you to run');
}

/** Copies an id of a node; asks which where it has several. */
export async function copyId(argument: unknown, context: NodeCommandContext): Promise<void> {
  const node = await nodeFor('copy-id', argument, context);
  const { ids } = factsOf(node, context.tree.contents());
  const [only] = ids;
  if (only === undefined) throw new UserError('This has no id to copy.');
  const chosen =
    ids.length === 1
      ? only
      : await vscode.window.showQuickPick(
          ids.map((id) => ({ ...id, description: id.value })),
          { placeHolder: 'Choose which id to copy', matchOnDescription: true },
        );
  if (chosen === undefined) throw new vscode.CancellationError();
  await copy(chosen.value, `${chosen.label} copied`);
}

function linesFor(grants: Grant[], shell: Shell): string {
  const why = 'Closes a gap that the side bar shows.';
  return grants.map((grant) => assignRole(grant, why, shell).command).join('\n');
}

const shellKey = 'foundryIdentity.shell';

const shellNames: Record<Shell, string> = { bash: 'bash or zsh', powershell: 'PowerShell' };

/** The shell that commands are copied for, asked for once. */
async function shellOf(memory: vscode.Memento): Promise<Shell> {
  const remembered = memory.get<Shell>(shellKey);
  if (remembered !== undefined && remembered in shellNames) return remembered;
  const chosen = await vscode.window.showQuickPick(
    (Object.keys(shellNames) as Shell[]).map((shell) => ({ shell, label: shellNames[shell] })),
    { placeHolder: 'Choose the shell that you run commands in', ignoreFocusOut: true },
  );
  if (chosen === undefined) throw new vscode.CancellationError();
  await memory.update(shellKey, chosen.shell);
  return chosen.shell;
}

async function copy(text: string, message: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(message, 4_000);
}
