import { scopeName } from '../../core/arm/scope.ts';
import { documentName } from '../answer-documents.ts';
import type { ResolvedAnswer } from './put-question.ts';

/** A name for the document of an answer, which the tab shows. */
export function titleOf(answer: ResolvedAnswer): string {
  const at = `at ${scopeName(answer.scope)}`;
  switch (answer.kind) {
    case 'can': {
      const action = answer.action.split('/').slice(1).slice(-3).join(' ');
      return documentName(`Can ${answer.principal.displayName} do ${action} ${at}`, 'txt');
    }
    case 'list':
      return documentName(`What ${answer.principal.displayName} may do ${at}`, 'txt');
    case 'compare':
      return documentName(
        `Compare ${answer.first.displayName} and ${answer.second.displayName} ${at}`,
        'txt',
      );
  }
}
