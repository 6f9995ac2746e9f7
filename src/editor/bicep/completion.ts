import * as vscode from 'vscode';
import { builtInRoles } from '../../core/rbac/built-in-roles.ts';
import { opensInShort } from '../../core/rbac/role-words.ts';
import { rolePositionAt } from '../../bicep/views/role-position.ts';
import { rangeIn } from './ranges.ts';

/** Roles by their names, former ones included, in strings that hold a role's GUID. */
export function completionsOf(
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.CompletionItem[] {
  const span = rolePositionAt(document.getText(), document.offsetAt(position));
  if (span === null) return [];
  const range = rangeIn(document, span);
  return builtInRoles
    .filter(({ retired }) => !retired)
    .map(({ guid, name, formerNames }) => {
      const opens = opensInShort(guid);
      const item = new vscode.CompletionItem(
        { label: name, description: guid.slice(0, 8) },
        vscode.CompletionItemKind.Constant,
      );
      item.insertText = guid;
      item.range = range;
      item.filterText = [name, ...formerNames, guid].join(' ');
      // The roles around Foundry first.
      item.sortText = `${opens === null ? 1 : 0} ${name}`;
      const former = formerNames.length > 0 ? `formerly ${formerNames.join(', ')}` : null;
      item.detail = [former, opens].filter((part) => part !== null).join('; ');
      return item;
    });
}
