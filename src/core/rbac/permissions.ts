import type { PermissionSet } from '../facts/azure.ts';
import { planeOf, type Plane } from './plane.ts';

/** Patterns are few and asked about thousands of times, so each is compiled once. */
const compiled = new Map<string, RegExp>();

/** Whether an action matches a pattern, in which `*` stands for anything, slashes included. */
export function matchesAction(pattern: string, action: string): boolean {
  let expression = compiled.get(pattern);
  if (expression === undefined) {
    expression = compile(pattern);
    compiled.set(pattern, expression);
  }
  return expression.test(action);
}

function compile(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'i');
}

/**
 * Whether permission sets grant (or, in a deny assignment, deny) an action. What one set leaves out
 * by its `not…` list another may still give: exclusions are not denials.
 */
export function includesAction(permissions: PermissionSet[], action: string): boolean {
  return setsWith(permissions, action).length > 0;
}

/** The permission sets that give an action, each by itself. */
export function setsWith(permissions: PermissionSet[], action: string): PermissionSet[] {
  const [granted, excluded] = lists[planeOf(action)];
  return permissions.filter(
    (set) =>
      set[granted].some((pattern) => matchesAction(pattern, action)) &&
      !set[excluded].some((pattern) => matchesAction(pattern, action)),
  );
}

const lists = {
  control: ['actions', 'notActions'],
  data: ['dataActions', 'notDataActions'],
} as const satisfies Record<Plane, [keyof PermissionSet, keyof PermissionSet]>;
