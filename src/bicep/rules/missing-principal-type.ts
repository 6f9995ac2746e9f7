import { addPrincipalType } from '../fixes/add-principal-type.ts';
import { placeOfPrincipal } from './grant-syntax.ts';
import { isMadeHere } from './principals.ts';
import { finding, type BicepRule } from './rule.ts';
import { ruleWords } from './words.ts';

/** No principalType for an identity that is as young as the assignment, or for whoever deploys. */
export const missingPrincipalType: BicepRule = {
  worst: 'warning',
  sees: 'deployment',
  judge(deployment, context) {
    return deployment.grants.flatMap((grant) => {
      const { principal, principalType } = grant;
      const deployer = principal.kind === 'deployer';
      if (principalType.kind !== 'omitted' || !(deployer || isMadeHere(principal))) return [];
      const place = placeOfPrincipal(grant, context);
      const words = { principal: principal.text, deployer };
      const message = ruleWords['missing-principal-type'].message(words);
      const fixes = addPrincipalType(grant, context);
      return [finding('missing-principal-type', 'warning', place, message, { fixes })];
    });
  },
};
