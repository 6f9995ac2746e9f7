import type { RoleGrant } from '../grants/role-grant.ts';
import type { BicepFix } from '../rules/finding.ts';
import { syntaxOf } from '../rules/grant-syntax.ts';
import { onlyResourceOf } from '../rules/provider-resources.ts';
import type { RuleContext } from '../rules/rule.ts';
import { propertyOf } from '../syntax/objects.ts';
import { textOf } from './style.ts';
import { fixTitles } from './words.ts';

/**
 * Makes an assignment at the only resource of a provider that its file declares, and names it by that
 * resource. Not preferred: the role may be what is wrong rather than the place.
 */
export function moveScope(grant: RoleGrant, provider: string, context: RuleContext): BicepFix[] {
  const syntax = grant.form === 'resource' ? syntaxOf(grant, context) : null;
  const scope = syntax && propertyOf(syntax.body, 'scope');
  const resource = syntax && onlyResourceOf(provider, syntax.file);
  if (!syntax || !scope || !resource || resource.body.kind === 'for') return [];
  const { file, path, body } = syntax;
  const symbol = resource.name.name;
  const seeds = propertyOf(body, 'name')?.value;
  const old = `${textOf(file, scope.value)}.id`;
  const seed =
    seeds?.kind === 'call' ? seeds.arguments.find((one) => textOf(file, one) === old) : undefined;
  const edits = [
    { start: scope.value.start, end: scope.value.end, newText: symbol },
    ...(seed ? [{ start: seed.start, end: seed.end, newText: `${symbol}.id` }] : []),
  ].sort((one, other) => one.start - other.start);
  return [{ title: fixTitles.moveScope(symbol), edits: [{ file: path, edits }], preferred: false }];
}
