import type { RoleGrant } from '../grants/role-grant.ts';
import type { BicepFix } from '../rules/finding.ts';
import { syntaxOf } from '../rules/grant-syntax.ts';
import { propertyOf } from '../syntax/objects.ts';
import type { RuleContext } from '../rules/rule.ts';
import { insertAfterProperty } from './style.ts';
import { fixTitles } from './words.ts';

/** Only users have a principal name, so that it tells what a deployer is. */
const typeOfDeployer = "contains(deployer(), 'userPrincipalName') ? 'User' : 'ServicePrincipal'";

/** Adds principalType behind principalId. */
export function addPrincipalType(grant: RoleGrant, context: RuleContext): BicepFix[] {
  const syntax = syntaxOf(grant, context);
  const principalId = syntax && propertyOf(syntax.properties, 'principalId');
  if (syntax === null || principalId === null) return [];
  const value = grant.principal.kind === 'deployer' ? typeOfDeployer : "'ServicePrincipal'";
  const edit = insertAfterProperty(syntax.file, principalId, `principalType: ${value}`);
  return [
    {
      title: fixTitles.addPrincipalType(
        grant.principal.kind === 'deployer' ? 'as the deployer is' : value,
      ),
      edits: [{ file: syntax.path, edits: [edit] }],
      preferred: true,
    },
  ];
}
