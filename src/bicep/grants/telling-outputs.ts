import { evaluate } from '../evaluate/evaluate.ts';
import type { Frame } from '../evaluate/frame.ts';
import { nodeOf } from '../evaluate/resource-node.ts';
import type { Value } from '../evaluate/value.ts';
import type { ResourceRef, RoleGrant, TellingOutput } from './role-grant.ts';
import { principalOf } from './to-principal.ts';

/**
 * The outputs of a root file that tell of a principal that is granted something, or of a resource.
 * Those that are marked secure are never looked at.
 */
export function tellingOutputs(
  frame: Frame,
  grants: RoleGrant[],
  resources: ResourceRef[],
): TellingOutput[] {
  const principals = new Set(grants.map(({ principal }) => principal.key));
  const known = new Set(resources.map(({ key }) => key));
  return [...frame.index.outputs.values()].flatMap(({ name: { name }, value, decorators }) => {
    const isSecure = decorators.some(
      ({ expression }) => expression.kind === 'call' && expression.name.name === 'secure',
    );
    const found = isSecure ? null : told(evaluate(value, frame), frame);
    if (found === null) return [];
    const isAskedFor = (found.of === 'principal' ? principals : known).has(found.key);
    return isAskedFor ? [{ name, ...found }] : [];
  });
}

function told(value: Value, frame: Frame): Omit<TellingOutput, 'name'> | null {
  if (value.kind === 'resource-id') return { of: 'resource', key: value.node.ref.key };
  if (value.kind === 'text') {
    const node = nodeOf(value);
    return node && { of: 'resource', key: node.ref.key };
  }
  const isOpen = value.kind === 'symbolic' && value.parameter === null;
  if (value.kind !== 'principal' && value.kind !== 'state' && !isOpen) return null;
  const principal = principalOf(value, frame);
  return principal && { of: 'principal', key: principal.key };
}
