import { wrongAudienceMessage } from '../entra/authentication.ts';
import type { AccountResource, ProjectResource } from '../tenant/estate.ts';
import type { AgentVersionSpec } from '../tenant/resource-schemas.ts';
import type { World } from '../world.ts';
import { permissionDeniedMessage, publicAccessDisabled } from './refusals.ts';
import type { ModelRoute } from './model-route.ts';

/** Why a model endpoint refuses a call. The code and message are the ones of its answer. */
export interface ModelDenial {
  status: 401 | 403;
  code: string;
  message: string;
  /** What the same denial is cut down to when the call is tried again. */
  retryMessage: string;
}

export const responsesWrite = 'Microsoft.CognitiveServices/accounts/OpenAI/responses/write';
const responsesOperation = 'POST /openai/v1/responses';
const shortDenial = 'Principal does not have access to API/Operation.';

/** Judges the model call that an agent makes on its route; null means that it is answered. */
export function judgeAgentCall(
  world: World,
  project: ProjectResource,
  version: AgentVersionSpec,
  route: ModelRoute,
): ModelDenial | null {
  const instance = version.instanceIdentity;
  if (route.authentication === 'key') return judgeKey(route.account);
  if (world.tenant.settings.rejectTokenAudience !== null) {
    return denial(401, '401', wrongAudienceMessage('https://ai.azure.com'));
  }
  if (instance === undefined || !world.directory.has(instance.principalId.toLowerCase())) {
    return denial(401, '401', wrongAudienceMessage('https://ai.azure.com'));
  }
  return (
    (route.kind === 'account-endpoint'
      ? judgePrincipal(world, instance.principalId, route.account.id)
      : judgeProjectCall(world, project, instance.principalId)) ?? judgeNetwork(route.account)
  );
}

/**
 * Through the project endpoint the project's own identity calls the model of the account. What the
 * agent's identity needs besides is disputed among the sources, so the tenant file says.
 */
function judgeProjectCall(
  world: World,
  project: ProjectResource,
  instanceId: string,
): ModelDenial | null {
  const { modelAccess } = world.tenant.settings;
  const account = project.account.id;
  const projectIdentity = project.spec.identity.principalId;
  if (modelAccess !== 'implicit') {
    const refused = judgePrincipal(world, instanceId, account);
    if (refused !== null) return refused;
  }
  if (
    modelAccess === 'explicit-both' &&
    !world.authoriser.hasOwnDataGrant(instanceId, responsesWrite, project.id)
  ) {
    return permissionDenied(instanceId);
  }
  return projectIdentity === undefined ? null : judgePrincipal(world, projectIdentity, account);
}

export const judgePrincipal = (
  world: World,
  principalId: string,
  accountId: string,
  name = principalId,
): ModelDenial | null =>
  world.authoriser.mayUseData(principalId, responsesWrite, accountId)
    ? null
    : permissionDenied(name);

export const judgeKey = (account: AccountResource): ModelDenial | null =>
  account.spec.disableLocalAuth === true
    ? denial(
        403,
        'AuthenticationTypeDisabled',
        'Key based authentication is disabled for this resource.',
      )
    : judgeNetwork(account);

/** Checked after the roles: reports say that it shows only once those are right. */
export const judgeNetwork = (account: AccountResource): ModelDenial | null =>
  account.spec.publicNetworkAccess === 'Disabled' || account.spec.privateLinkOnly
    ? denial(403, '403', publicAccessDisabled)
    : null;

/** The denial that an agent in its first moments gets although it has every right. */
export const permissionDenied = (principal: string): ModelDenial => ({
  status: 401,
  code: 'PermissionDenied',
  message: permissionDeniedMessage(principal, responsesWrite, responsesOperation),
  retryMessage: shortDenial,
});

const denial = (status: ModelDenial['status'], code: string, message: string): ModelDenial => ({
  status,
  code,
  message,
  retryMessage: message,
});
