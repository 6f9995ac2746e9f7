import { callerId } from '../entra/caller.ts';
import type { EmulatorRequest } from '../http/request.ts';
import { serviceError } from '../http/service.ts';
import type { World } from '../world.ts';
import type { RoleRequest } from '../authorization/authoriser.ts';

/** Whether the caller may do a control-plane action at a scope. */
export const callerMay = (
  world: World,
  request: EmulatorRequest,
  action: string,
  scope: string,
): boolean => world.authoriser.mayControl(callerId(request.caller), action, scope);

/** @throws ErrorReply 403 AuthorizationFailed where the caller may not. */
export function requireControl(
  world: World,
  request: EmulatorRequest,
  action: string,
  scope: string,
  role?: RoleRequest,
): void {
  const id = callerId(request.caller);
  if (world.authoriser.mayControl(id, action, scope, role)) return;
  const { principal } = request.caller;
  const client = principal?.userPrincipalName ?? principal?.appId ?? id;
  throw serviceError(
    'arm',
    403,
    'AuthorizationFailed',
    `The client '${client}' with object id '${id}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  );
}
