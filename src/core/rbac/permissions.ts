import type { PermissionSet } from '../facts/azure.ts';

/** Whether an action matches a pattern, in which `*` stands for anything, slashes included. */
export function matchesAction(pattern: string, action: string): boolean {
  const expression = pattern
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${expression}$`, 'i').test(action);
}

/**
 * Whether permission sets grant (or, in a deny assignment, deny) a data action. What one set
 * leaves out by `notDataActions` another may still give: exclusions are not denials.
 */
export function includesDataAction(permissions: PermissionSet[], action: string): boolean {
  return permissions.some(
    ({ dataActions, notDataActions }) =>
      dataActions.some((pattern) => matchesAction(pattern, action)) &&
      !notDataActions.some((pattern) => matchesAction(pattern, action)),
  );
}
