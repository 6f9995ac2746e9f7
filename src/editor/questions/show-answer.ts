import { renderAnswer } from '../../core/questions/text.ts';
import type { AnswerDocuments } from '../answer-documents.ts';
import { titleOf } from './answer-title.ts';
import { offerFix } from './offer-fix.ts';
import type { ResolvedAnswer } from './put-question.ts';

/** Opens an answer as a document, and offers the fix where it proposes one. */
export async function showAnswer(
  answer: ResolvedAnswer,
  documents: AnswerDocuments,
): Promise<void> {
  await documents.show(titleOf(answer), keyOf(answer), renderAnswer(answer));
  // Not awaited by the command: it has done its work, whatever becomes of the message.
  void offerFix(answer);
}

/** Tells answers apart whose titles are the same, such as those at a namesake of the scope. */
function keyOf(answer: ResolvedAnswer): string {
  const principals = answer.kind === 'compare' ? [answer.first, answer.second] : [answer.principal];
  const action = answer.kind === 'can' ? [answer.action] : [];
  return [...principals.map(({ id }) => id), ...action, answer.scope].join(' ');
}
