import type { Location } from '../grants/role-grant.ts';
import type { BicepFix } from '../rules/finding.ts';
import type { RuleContext } from '../rules/rule.ts';
import type { BicepFile } from '../syntax/nodes.ts';
import type { TextEdit } from '../text-edit.ts';
import { indentUnitOf, insertAfterStatement, newlineOf, unusedName } from './style.ts';
import { fixTitles } from './words.ts';

const wanted = 'deployerPrincipalType';

/** Makes a literal `'User'` the default of a parameter, so that a pipeline can say otherwise. */
export function makePrincipalTypeParameter(
  { file: path, span }: Location,
  context: RuleContext,
): BicepFix[] {
  const file = context.file(path);
  if (file === undefined || file.language !== 'bicep') return [];
  if (file.text[span.start] !== "'") return [];
  const name = unusedName(file, wanted);
  const edits = [declareParameter(file, name), { ...span, newText: name }];
  const title = fixTitles.makePrincipalTypeParameter(name);
  return [{ title, edits: [{ file: path, edits }], preferred: true }];
}

function declareParameter(file: BicepFile, name: string): TextEdit {
  const newline = newlineOf(file);
  const unit = indentUnitOf(file);
  const written = [
    "@description('What whoever deploys is: a service principal in a pipeline.')",
    '@allowed([',
    `${unit}'User'`,
    `${unit}'ServicePrincipal'`,
    '])',
    `param ${name} string = 'User'`,
  ].join(newline);
  const last = file.statements.findLast(
    ({ kind }) => kind === 'param' || kind === 'target-scope' || kind === 'metadata',
  );
  if (last !== undefined) return insertAfterStatement(file, last, written);
  const start = file.statements[0]?.start ?? 0;
  return { start, end: start, newText: `${written}${newline}${newline}` };
}
