import type { Frame } from '../evaluate/frame.ts';
import { keyOf } from '../evaluate/key.ts';
import { lookUpText } from '../evaluate/locate-text.ts';
import { stringOf, type Value } from '../evaluate/value.ts';
import { mistakenId } from './mistaken-id.ts';
import type { GrantPrincipal } from './role-grant.ts';

const kinds = {
  'system-assigned': 'system-assigned',
  'user-assigned': 'user-assigned',
  agent: 'agent-identity',
} as const;

/** Who a value is the object id of. Null for an empty text: then nobody is granted anything. */
export function principalOf(value: Value, frame: Frame): GrantPrincipal | null {
  const { location } = value;
  const common = { key: keyOf(value), text: lookUpText(location, frame) || keyOf(value), location };
  const mistaken = mistakenId(value);
  if (mistaken !== null) return { ...common, kind: 'mistaken', ...mistaken };
  switch (value.kind) {
    case 'principal': {
      const resource = value.node.ref;
      const kind = kinds[value.who];
      return { ...common, key: `${kind}:${resource.key}`, kind, resource };
    }
    case 'deployer':
      return { ...common, kind: 'deployer' };
    case 'literal': {
      const text = stringOf(value);
      if (value.value === null || text === '') return null;
      return text === null
        ? { ...common, kind: 'unknown' }
        : { ...common, key: text.toLowerCase(), kind: 'literal', objectId: text };
    }
    case 'symbolic': {
      // Whoever runs the deployment is meant, unless somebody says otherwise.
      if (value.fallback?.()?.kind === 'deployer') return { ...common, kind: 'deployer' };
      if (value.parameter === null) return { ...common, kind: 'unknown' };
      return { ...common, kind: 'parameter', name: value.parameter };
    }
    default:
      return { ...common, kind: 'unknown' };
  }
}
