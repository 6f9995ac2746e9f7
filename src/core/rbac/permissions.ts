import type { PermissionSet } from '../facts/azure.ts';
import { planeOf, type Plane } from './plane.ts';

/** Whether an action matches a pattern, in which `*` stands for anything, slashes included. */
export function matchesAction(pattern: string, action: string): boolean {
  const expression = pattern
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${expression}$`, 'i').test(action);
}

/**
 * Whether permission sets grant (or, in a deny assignment, deny) an action. What one set leaves out
 * by its `not…` list another may still give: exclusions are not denials.
 */
export function includesAction(permissions: PermissionSet[], action: string): boolean {
  const [granted, excluded] = lists[planeOf(action)];
  return permissions.some(
    (set) =>
      set[granted].some((pattern) => matchesAction(pattern, action)) &&
      !set[excluded].some((pattern) => matchesAction(pattern, action)),
  );
}

const lists = {
  control: ['actions', 'notActions'],
  data: ['dataActions', 'notDataActions'],
} as const satisfies Record<Plane, [keyof PermissionSet, keyof PermissionSet]>;
