import { describeScope } from '../arm/scope.ts';
import { stateSigns, stateWords } from '../report/vocabulary.ts';
import { prose } from '../text/prose.ts';
import type { AnswerVerdict, Unresolved } from './answer.ts';
import type { CanAnswer } from './can.ts';
import type { CompareAnswer, Difference } from './compare.ts';
import type { ListAnswer, ListedGrant } from './list.ts';

export type Answer = CanAnswer | CompareAnswer | ListAnswer | Unresolved;

const verdictWords: Record<AnswerVerdict, string> = { yes: 'YES', no: 'NO', unknown: 'UNKNOWN' };

/** An answer for a terminal: the verdict in the first line, then what it rests on. */
export function renderAnswer(answer: Answer): string {
  const lines = linesOf(answer);
  return `${lines.filter((line) => line !== null).join('\n')}\n`;
}

function linesOf(answer: Answer): (string | null)[] {
  switch (answer.kind) {
    case 'unresolved':
      return [
        `${verdictWords.unknown}  The question could not be put.`,
        ...answer.reasons.map((reason) => prose(reason)),
      ];
    case 'can':
      return canLines(answer);
    case 'list':
      return listLines(answer);
    case 'compare':
      return compareLines(answer);
  }
}

function canLines(answer: CanAnswer): (string | null)[] {
  const { verdict, principal, action, plane, scope, state, decidedBy, note } = answer;
  const what = plane === 'data' ? 'data action' : 'action';
  return [
    prose(
      `${verdictWords[verdict]}  ${principal.displayName}, ${what} ${action}, at ${describeScope(scope)}: ${stateWords[state]}.`,
    ),
    decidedBy && prose(`Decided by ${decidedBy.roleName}, ${decidedBy.path} (${decidedBy.scope}).`),
    note === '' ? null : prose(note),
    answer.witness && prose(`Second witness: ${answer.witness.words}`),
    answer.considered.length === 0 ? null : '\nAssignments that hold there',
    ...answer.considered.map(
      ({ roleName, path, grants }) =>
        `  ${grants === 'unknown' ? '?' : grants ? '✓' : '·'} ${roleName}, ${path}`,
    ),
    answer.proposals.length === 0 ? null : '\nRoles that grant it, the smallest first',
    ...answer.proposals.flatMap(({ fix, opensBesides, withFix }) => [
      prose(fix.why, '  '),
      prose(`Opens besides: ${opensBesides.join(', ') || 'nothing that is known'}.`, '  '),
      `  With it the answer would be: ${stateWords[withFix]}${withFix === 'propagating' ? ', then allowed' : ''}.`,
      `    ${fix.command}`,
    ]),
    answer.request && `\n${prose(answer.request.why)}\n\n${indent(answer.request.command)}`,
  ];
}

function listLines(answer: ListAnswer): (string | null)[] {
  const { verdict, principal, scope, grants, denies, eligible, missing } = answer;
  const head =
    verdict === 'unknown' ? 'This may not be all, because something was not readable.' : null;
  return [
    `What ${principal.displayName} (${principal.id}) may do at ${describeScope(scope)}`,
    head,
    ...(grants.length === 0 ? ['  No role assignment holds there.'] : grants.flatMap(grantLines)),
    ...denies.map(({ name, scope: at }) => `  ✗ denied by “${name}” at ${describeScope(at)}`),
    ...eligible.map(
      ({ roleName, scope: at }) =>
        `  ${stateSigns['eligible-only']} ${roleName} at ${describeScope(at)}: ${stateWords['eligible-only']}`,
    ),
    ...missing.map((reason) => prose(`? ${reason}`, '  ', '    ')),
  ];
}

function grantLines({ roleName, path, condition, permissions }: ListedGrant): string[] {
  const head = `  ✓ ${roleName}, ${path}`;
  if (permissions === null) return [head, '      its definition could not be read'];
  const rows: [string, string[]][] = [
    ['actions', permissions.actions],
    ['not actions', permissions.notActions],
    ['data actions', permissions.dataActions],
    ['not data actions', permissions.notDataActions],
  ];
  return [
    head,
    ...rows
      .filter(([, list]) => list.length > 0)
      .map(([label, list]) => `      ${label}: ${list.join(', ')}`),
    ...(condition === null ? [] : [`      only if: ${condition}`]),
  ];
}

function compareLines(answer: CompareAnswer): (string | null)[] {
  const { verdict, first, second, scope, action, differences, shared, missing } = answer;
  const [difference] = differences;
  const same: Record<AnswerVerdict, string> = {
    yes: 'stand the same',
    no: 'differ',
    unknown: 'could not be compared to the end',
  };
  return [
    prose(
      `${first.displayName} and ${second.displayName} ${same[verdict]} at ${describeScope(scope)}.`,
    ),
    action &&
      `${action.name}: ${first.displayName} ${stateWords[action.first]}, ${second.displayName} ${stateWords[action.second]}.`,
    difference === undefined
      ? null
      : prose(`First difference: ${sayDifference(answer, difference)}.`),
    ...differences.slice(1).map((one) => prose(sayDifference(answer, one), '  ', '    ')),
    shared.length === 0 ? null : `Both have ${shared.map(({ roleName }) => roleName).join(', ')}.`,
    ...missing.map((reason) => prose(`? ${reason}`, '  ', '    ')),
  ];
}

function sayDifference({ first, second }: CompareAnswer, { holder, grant }: Difference): string {
  const [has, lacks] = holder === 'first' ? [first, second] : [second, first];
  return `${has.displayName} has ${grant.roleName}, ${grant.path}; ${lacks.displayName} has not`;
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}
