import { builtInRole, providerOfRole } from '../../core/rbac/built-in-roles.ts';
import { moveScope } from '../fixes/move-scope.ts';
import { guidOf } from './foundry-roles.ts';
import { placeOf } from './grant-syntax.ts';
import { finding, type BicepRule } from './rule.ts';
import { resourceOf } from './scopes.ts';
import { ruleWords } from './words.ts';

/** A role whose actions all belong to one service, given at a resource of another. */
export const roleOnWrongResource: BicepRule = {
  worst: 'warning',
  sees: 'deployment',
  judge(deployment, context) {
    return deployment.grants.flatMap((grant) => {
      const type = resourceOf(grant.scope)?.type ?? null;
      const role = guidOf(grant.role);
      const provider = role === null ? null : providerOfRole(role);
      if (type === null || role === null || provider === null) return [];
      const own = type.split('/')[0];
      // A resource group as a resource holds resources of every service.
      if (own === provider.toLowerCase() || own === 'microsoft.resources') return [];
      const name = builtInRole(role)?.name ?? role;
      const message = ruleWords['role-on-wrong-resource'].message({ role: name, provider, type });
      const fixes = moveScope(grant, provider, context);
      const place = placeOf(grant, context);
      return [finding('role-on-wrong-resource', 'warning', place, message, { fixes })];
    });
  },
};
