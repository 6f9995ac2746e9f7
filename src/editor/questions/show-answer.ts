import type * as vscode from 'vscode';
import { renderAnswer } from '../../core/questions/text.ts';
import type { AnswerDocuments } from '../answer-documents.ts';
import { pathOf } from './answer-title.ts';
import type { ResolvedAnswer } from './answer.ts';

/** Opens an answer as a document, and tells which one it is. */
export async function showAnswer(
  answer: ResolvedAnswer,
  documents: AnswerDocuments,
): Promise<vscode.Uri> {
  return documents.show(pathOf(answer), keyOf(answer), renderAnswer(answer));
}

/** Tells answers apart whose titles are the same, such as those at a namesake of the scope. */
function keyOf(answer: ResolvedAnswer): string {
  return [...namesOf(answer), answer.scope].join(' ');
}

function namesOf(answer: ResolvedAnswer): string[] {
  switch (answer.kind) {
    case 'can':
      return [answer.principal.id, answer.action];
    case 'list':
      return [answer.principal.id];
    case 'compare':
      return [answer.first.id, answer.second.id, ...(answer.action ? [answer.action.name] : [])];
  }
}
