import { scopeName } from '../../core/arm/scope.ts';
import type { ResolvedAnswer } from './put-question.ts';

/** A name for the document of an answer, which the tab shows. */
export function titleOf(answer: ResolvedAnswer): string {
  const at = `at ${scopeName(answer.scope)}`;
  switch (answer.kind) {
    case 'can': {
      const action = answer.action.split('/').slice(1).slice(-3).join(' ');
      return fileName(`Can ${answer.principal.displayName} do ${action} ${at}`);
    }
    case 'list':
      return fileName(`What ${answer.principal.displayName} may do ${at}`);
    case 'compare':
      return fileName(`Compare ${answer.first.displayName} and ${answer.second.displayName} ${at}`);
  }
}

/** Names come from outside, and a path may not hold everything. */
function fileName(title: string): string {
  return `${title.replace(/[\\/:*?"<>|\s]+/g, ' ').trim()}.txt`;
}
