import type { Fault } from '../tenant/setting-schemas.ts';

/** The faults of a running server; they can be replaced while it runs. */
export interface FaultPlan {
  replace(faults: Record<string, Fault>): void;
  /** The fault that strikes this request, counted as used; undefined where none does. */
  take(method: string, pathAndQuery: string): Fault | undefined;
}

export function createFaultPlan(faults: Record<string, Fault>): FaultPlan {
  let plan: { fault: Fault; expression: RegExp; left: number }[] = [];
  const replace = (next: Record<string, Fault>): void => {
    plan = Object.values(next).map((fault) => ({
      fault,
      expression: new RegExp(fault.path, 'i'),
      left: fault.times ?? Infinity,
    }));
  };
  replace(faults);
  return {
    replace,
    take(method, pathAndQuery) {
      const hit = plan.find(
        ({ fault, expression, left }) =>
          left > 0 &&
          (fault.method ?? method).toUpperCase() === method &&
          expression.test(pathAndQuery),
      );
      if (hit === undefined) return undefined;
      hit.left -= 1;
      return hit.fault;
    },
  };
}

/** The code and sentence that Azure gives a status, where the fault names none. */
export function faultError(fault: Fault, status: number): { code: string; message: string } {
  const [code, message] = texts[status] ?? ['InternalServerError', 'The server failed.'];
  return { code: fault.code ?? code, message };
}

const texts: Record<number, [code: string, message: string]> = {
  401: ['InvalidAuthenticationToken', 'The access token is invalid.'],
  403: ['AuthorizationFailed', 'The client does not have authorization to perform the action.'],
  404: ['ResourceNotFound', 'The resource was not found.'],
  408: ['RequestTimeout', 'The request timed out.'],
  429: ['TooManyRequests', 'The request is being throttled as the limit has been reached.'],
  500: ['InternalServerError', 'The server encountered an internal error.'],
  502: ['BadGateway', 'The gateway received an invalid answer.'],
  503: ['ServiceUnavailable', 'The service is temporarily unavailable.'],
  504: ['GatewayTimeout', 'The gateway did not receive an answer in time.'],
};
