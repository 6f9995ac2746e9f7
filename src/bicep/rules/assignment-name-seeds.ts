import { repairSeeds } from '../fixes/repair-seeds.ts';
import type { NameSeed, RoleGrant } from '../grants/role-grant.ts';
import type { Severity } from './finding.ts';
import { isMadeHere } from './principals.ts';
import { finding, type BicepRule } from './rule.ts';
import { ruleWords, type MissingSeed } from './words.ts';

/**
 * A name from `guid()` that does not depend on the principal, the role or the scope. A seed that is
 * none of them, such as a text, may stand for any of them and silences the rule.
 */
export const assignmentNameSeeds: BicepRule = {
  worst: 'warning',
  sees: 'deployment',
  judge(deployment, context) {
    return deployment.grants.flatMap((grant) => {
      const { name, nameSeeds } = grant;
      if (name === null || nameSeeds === null || nameSeeds.some(mayTellAnything)) return [];
      const lacks = whatLacks(grant, nameSeeds);
      if (lacks === null) return [];
      const message = ruleWords['assignment-name-seeds'].message({ lacks });
      const fixes = repairSeeds(grant, context);
      return [finding('assignment-name-seeds', grades[lacks], name.location, message, { fixes })];
    });
  },
};

const grades: Record<MissingSeed, Severity> = {
  'principal-of-many': 'warning',
  principal: 'information',
  role: 'information',
  scope: 'information',
};

/** The deployment's own scope as a seed stands for no more than the scope, and often for less. */
const deploymentScope = /^(?:az\.)?(?:subscription|resourceGroup|managementGroup|tenant)\(/;

function mayTellAnything({ tells, text }: NameSeed): boolean {
  const written = text.trim();
  if (tells.length === 0) return !deploymentScope.test(written);
  // Words around an interpolation, as in `'${name}-models-${principalId}'`, may stand for a role.
  const interpolated = written.startsWith("'") && written.includes('${');
  return interpolated && /[a-z]{2}/i.test(written.replace(/\$\{[^}]*\}/g, ''));
}

function whatLacks({ principal }: RoleGrant, seeds: NameSeed[]): MissingSeed | null {
  const told = new Set(seeds.flatMap(({ tells }) => tells));
  if (!told.has('principal')) return isMadeHere(principal) ? 'principal' : 'principal-of-many';
  if (!told.has('role')) return 'role';
  return told.has('scope') || seeds.some(({ text }) => deploymentScope.test(text.trim()))
    ? null
    : 'scope';
}
