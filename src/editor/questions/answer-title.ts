import { scopeName } from '../../core/arm/scope.ts';
import { documentName } from '../answer-documents.ts';
import type { ResolvedAnswer } from './answer.ts';

/** Where the document of an answer stands: the kind of its question, and the name that the tab shows. */
export function pathOf(answer: ResolvedAnswer): string {
  return `${answer.kind}/${titleOf(answer)}`;
}

function titleOf(answer: ResolvedAnswer): string {
  const at = `at ${scopeName(answer.scope)}`;
  switch (answer.kind) {
    case 'can':
      return documentName(
        `Can ${answer.principal.displayName} do ${inShort(answer.action)} ${at}`,
        'txt',
      );
    case 'list':
      return documentName(`What ${answer.principal.displayName} may do ${at}`, 'txt');
    case 'compare': {
      const two = `${answer.first.displayName} and ${answer.second.displayName}`;
      const on = answer.action === null ? '' : ` on ${inShort(answer.action.name)}`;
      return documentName(`Compare ${two}${on} ${at}`, 'txt');
    }
  }
}

/** The end of an action's name, behind its provider: enough to recognise it. */
function inShort(action: string): string {
  return action.split('/').slice(1).slice(-3).join(' ');
}
