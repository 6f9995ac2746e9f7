import { scopeOf } from '../evaluate/declarations.ts';
import type { Frame } from '../evaluate/frame.ts';
import { keyOf } from '../evaluate/key.ts';
import { lookUpText } from '../evaluate/locate-text.ts';
import { nodeOf } from '../evaluate/resource-node.ts';
import type { DeploymentScope, Value } from '../evaluate/value.ts';
import type { GrantScope, Location } from './role-grant.ts';

/** What `scope:` names. */
export function scopeFrom(value: Value, frame: Frame): GrantScope {
  const { location } = value;
  const text = lookUpText(location, frame) || keyOf(value);
  const node = nodeOf(value);
  if (node !== null && node.ref.type !== 'microsoft.resources/resourcegroups') {
    return { kind: 'resource', resource: node.ref, location };
  }
  return levelled(scopeOf(value, frame.scope), text, location, false);
}

/** The scope of an assignment without one: that of its deployment. */
export function omittedScope(scope: DeploymentScope, location: Location): GrantScope {
  return levelled(scope, scope.key, location, true);
}

function levelled(
  { level, key }: DeploymentScope,
  text: string,
  location: Location,
  omitted: boolean,
): GrantScope {
  if (level === 'unknown') return { kind: 'unknown', text, location };
  return { kind: level, key, text, location, omitted };
}
