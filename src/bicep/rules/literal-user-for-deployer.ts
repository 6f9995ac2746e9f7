import { makePrincipalTypeParameter } from '../fixes/make-principal-type-parameter.ts';
import { isParameterDefault } from './grant-syntax.ts';
import { isDeployer } from './principals.ts';
import { finding, type BicepRule } from './rule.ts';
import { ruleWords } from './words.ts';

/** `principalType: 'User'` for whoever deploys, who is a service principal in a pipeline. */
export const literalUserForDeployer: BicepRule = {
  worst: 'information',
  sees: 'deployment',
  judge(deployment, context) {
    return deployment.grants.flatMap(({ principal, principalType }) => {
      if (principalType.kind !== 'literal' || principalType.value.toLowerCase() !== 'user')
        return [];
      if (!isDeployer(principal, deployment)) return [];
      // A default can be overridden from the pipeline; that is what it is for.
      if (isParameterDefault(principalType.location, context)) return [];
      const message = ruleWords['literal-user-for-deployer'].message({ principal: principal.text });
      const fixes = makePrincipalTypeParameter(principalType.location, context);
      return [
        finding('literal-user-for-deployer', 'information', principalType.location, message, {
          fixes,
        }),
      ];
    });
  },
};
