import { normalizeScope } from '../core/arm/scope.ts';
import type { Template } from '../core/fixes/grant-command.ts';
import type { Deployment, GrantPrincipal, PrincipalTypeValue } from './grants/role-grant.ts';
import { deployerVariable, knownId, outputOf, parameterValue, variableValue } from './known-ids.ts';
import type { Knowledge } from './known-values.ts';
import { variableName } from './variable-name.ts';

const guid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The object id of who is granted a role. */
export function principalIdOf(principal: GrantPrincipal, knowledge: Knowledge): Template {
  const { known } = knowledge;
  const open = (variable: string): Template => [
    { variable, meaning: `the object id of ${principal.text}` },
  ];
  const told = outputOf('principal', principal.key, knowledge);
  if (told !== null && guid.test(told)) return [told];
  switch (principal.kind) {
    case 'literal':
      return [principal.objectId];
    case 'parameter': {
      const value = parameterValue(principal.name, knowledge);
      return value === null ? open(variableName(principal.name)) : [value];
    }
    case 'deployer': {
      const objectId = variableValue(deployerVariable, known);
      return objectId === undefined ? open('DEPLOYER_ID') : [objectId];
    }
    case 'system-assigned':
    case 'user-assigned': {
      const id = knownId(principal.resource, knowledge);
      const live = known.resources.find((one) => id !== null && sameId(one.id, id));
      return live?.principalId ? [live.principalId] : open('PRINCIPAL_ID');
    }
    case 'agent-identity':
      return open('AGENT_PRINCIPAL_ID');
    case 'mistaken':
    case 'unknown':
      return open('PRINCIPAL_ID');
  }
}

/** What `--assignee-principal-type` gets. Only people need to be told apart from the rest. */
export function principalTypeOf(
  type: PrincipalTypeValue,
  principal: GrantPrincipal,
  { deployment, known }: Knowledge,
): Template {
  if (type.kind === 'literal') return [type.value];
  switch (principal.kind) {
    case 'system-assigned':
    case 'user-assigned':
    case 'agent-identity':
      return ['ServicePrincipal'];
    case 'deployer':
      if (known.deployer !== null) return [known.deployer.type];
      break;
    case 'parameter':
      if (isDeployerParameter(principal.name, deployment) && known.deployer !== null) {
        return [known.deployer.type];
      }
      break;
    case 'literal':
    case 'mistaken':
    case 'unknown':
  }
  return [{ variable: 'PRINCIPAL_TYPE', meaning: 'User, Group or ServicePrincipal' }];
}

function isDeployerParameter(name: string, { parameters }: Deployment): boolean {
  return parameters.some(
    (one) =>
      one.name === name &&
      one.value.kind === 'environment' &&
      one.value.variable === deployerVariable,
  );
}

function sameId(a: string, b: string): boolean {
  return normalizeScope(a) === normalizeScope(b);
}
