import { builtInRole, providerOfRole } from '../../core/rbac/built-in-roles.ts';
import { addScope } from '../fixes/add-scope.ts';
import type { RoleGrant } from '../grants/role-grant.ts';
import { guidOf } from './foundry-roles.ts';
import { placeOf, syntaxOf, type GrantSyntax } from './grant-syntax.ts';
import { onlyResourceOf, resourcesOf } from './provider-resources.ts';
import { finding, type BicepRule } from './rule.ts';
import { ruleWords } from './words.ts';

/** How authors call a resource of the provider that a role is made for. */
const wordsForResource: Record<string, RegExp> = {
  'Microsoft.CognitiveServices': /ai_?services|foundry|cognitive|open_?ai|ai_?account/i,
  'Microsoft.Search': /search/i,
  'Microsoft.Storage': /storage/i,
  'Microsoft.DocumentDB': /cosmos/i,
  'Microsoft.KeyVault': /key_?vault/i,
  'Microsoft.ContainerRegistry': /acr|registry/i,
};

/**
 * No scope, for a role of one service, where the name's seeds speak of a resource of that service: the
 * author had the resource in mind, and the role holds for every other in the resource group as well.
 */
export const scopeOmitted: BicepRule = {
  worst: 'information',
  sees: 'deployment',
  judge(deployment, context) {
    return deployment.grants.flatMap((grant) => {
      const { scope, role, form } = grant;
      if (scope.kind !== 'resource-group' || !scope.omitted || form !== 'resource') return [];
      const guid = guidOf(role);
      const provider = guid === null ? null : providerOfRole(guid);
      const syntax = syntaxOf(grant, context);
      if (guid === null || provider === null || syntax === null) return [];
      if (!speaksOfResource(grant, provider, syntax)) return [];
      const resource = onlyResourceOf(provider, syntax.file);
      const message = ruleWords['scope-omitted'].message({
        role: builtInRole(guid)?.name ?? guid,
        meant: resource?.name.name ?? null,
      });
      const fixes = resource === null ? [] : addScope(syntax, resource.name.name);
      return [finding('scope-omitted', 'information', placeOf(grant, context), message, { fixes })];
    });
  },
};

/** Whether the name depends on a resource of the provider, by its symbol or by what it is called. */
function speaksOfResource(
  { nameSeeds }: RoleGrant,
  provider: string,
  { file }: GrantSyntax,
): boolean {
  if (nameSeeds === null || nameSeeds.some(({ text }) => /resourceGroup\(/.test(text)))
    return false;
  const symbols = resourcesOf(provider, file).map(({ name }) => name.name);
  const words = wordsForResource[provider];
  return nameSeeds.some(({ text, tells }) => {
    if (tells.includes('role') || tells.includes('principal')) return false;
    const [, symbol = ''] = /^(\w+)\.(?:id|name)$/.exec(text) ?? [];
    return symbols.includes(symbol) || (words?.test(text) ?? false);
  });
}
