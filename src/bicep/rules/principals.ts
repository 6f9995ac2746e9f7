import type { Deployment, GrantPrincipal, RoleGrant } from '../grants/role-grant.ts';

/** What kind of principal a grant is for, as far as the templates let anybody tell. */
export type Who = 'identity' | 'deployer' | 'person' | 'unknown';

const deployerNames = /deploy|current_?user|signed_?in|my_?(?:principal|object|user)/i;

/** What azd's templates call whoever deploys, and general modules anybody. */
const anybodyNames = /^principal_?id$/i;
const personNames = /user|person|people|developer|human|admin|owner|operator|group|team|member/i;
const identityNames =
  /identity|identities|managed|(?:^|_)u?a?mi(?:_|$|[A-Z])|msi|workload|service_?principal|agent|bot|app|api|function|web|container|search|project|account|vm|backend|frontend/i;

/** The environment variables in which azd hands over who deploys. */
const deployerVariables = new Set(['AZURE_PRINCIPAL_ID', 'AZURE_DEPLOYER_ID']);

/** Who gets a grant. A parameter is judged by what it gets, by principalType and by its name. */
export function whoGets(grant: RoleGrant, deployment: Deployment): Who {
  const { principal } = grant;
  switch (principal.kind) {
    case 'system-assigned':
    case 'user-assigned':
    case 'agent-identity':
      return 'identity';
    case 'deployer':
      return 'deployer';
    case 'parameter':
      if (isGivenDeployer(principal.name, deployment)) return 'deployer';
      return byType(grant) ?? byName(principal.name);
    case 'literal':
    case 'mistaken':
    case 'unknown':
      return byType(grant) ?? byName(principal.text);
  }
}

/** Whether a principal is whoever deploys. */
export function isDeployer(principal: GrantPrincipal, deployment: Deployment): boolean {
  if (principal.kind === 'deployer') return true;
  if (principal.kind !== 'parameter') return false;
  if (isGivenDeployer(principal.name, deployment) || deployerNames.test(principal.name))
    return true;
  return anybodyNames.test(principal.name) && isDeployedByItself(deployment);
}

/** Whether a root file looks like what is deployed, rather than like a module that nobody uses. */
function isDeployedByItself({ root, parameters }: Deployment): boolean {
  return parameters.length > 0 || /(?:^|\/)(?:main|azuredeploy|deploy)[^/]*\.bicep$/.test(root);
}

/** Whether this deployment makes the principal, so that it may be too young for Microsoft Entra. */
export function isMadeHere(principal: GrantPrincipal): boolean {
  switch (principal.kind) {
    case 'system-assigned':
    case 'user-assigned':
    case 'agent-identity':
      return principal.resource.created;
    default:
      return false;
  }
}

function isGivenDeployer(parameter: string, deployment: Deployment): boolean {
  return deployment.parameters.some(
    ({ name, value }) =>
      name === parameter && value.kind === 'environment' && deployerVariables.has(value.variable),
  );
}

function byType({ principalType }: RoleGrant): Who | null {
  if (principalType.kind !== 'literal') return null;
  switch (principalType.value.toLowerCase()) {
    case 'serviceprincipal':
      return 'identity';
    case 'user':
    case 'group':
    case 'foreigngroup':
      return 'person';
    default:
      return null;
  }
}

function byName(name: string): Who {
  if (deployerNames.test(name) || anybodyNames.test(name)) return 'deployer';
  if (personNames.test(name)) return 'person';
  return identityNames.test(name) ? 'identity' : 'unknown';
}
