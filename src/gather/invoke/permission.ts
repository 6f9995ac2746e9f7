/**
 * A human's yes to a number of calls of one agent. Only {@link permitInvoke} makes one that counts:
 * an object that merely looks like it opens nothing.
 */
export interface InvokePermission {
  /** The only URL that it opens. */
  readonly url: string;
}

/** How many calls each permission still stands for. */
const callsLeft = new WeakMap<InvokePermission, number>();

/** Paths at which an agent is invoked. A permission opens nothing else, whatever its URL says. */
const invokePath = /\/agents\/[^/]+\/endpoint\/protocols\/(?:invocations|openai\/responses)$/;

/**
 * Makes the permission. Call it only where a human has just said yes to these calls of this agent:
 * by a button, at a prompt, or with an option that says so.
 */
export function permitInvoke({ url }: { url: string }, calls: number): InvokePermission {
  const permission: InvokePermission = Object.freeze({ url });
  callsLeft.set(permission, calls);
  return permission;
}

/**
 * Spends one call for a request, with a way to give it back where it did not reach the agent. Null
 * where the permission does not cover the request, or nothing of it is left.
 */
export function spendCall(
  permission: InvokePermission,
  method: string,
  url: URL,
): { giveBack(): void } | null {
  const left = callsLeft.get(permission) ?? 0;
  const covered =
    method === 'POST' && invokePath.test(url.pathname) && url.href === new URL(permission.url).href;
  if (!covered || left <= 0) return null;
  callsLeft.set(permission, left - 1);
  return {
    giveBack: () => callsLeft.set(permission, (callsLeft.get(permission) ?? 0) + 1),
  };
}
