import { nodeOf } from '../evaluate/resource-node.ts';
import { stringOf, type ResourceNode, type Value } from '../evaluate/value.ts';
import type { ResourceRef } from './role-grant.ts';

/** What is taken for an object id and is certainly none. */
export type MistakenId = 'resource-id' | 'client-id' | 'application' | 'name';

/** What a value certainly is in place of an object id, and of which resource; null where it may be one. */
export function mistakenId(value: Value): { given: MistakenId; of: ResourceRef | null } | null {
  switch (value.kind) {
    case 'resource-id':
      return idOf(value.node);
    case 'scope-id':
      return { given: 'resource-id', of: null };
    case 'state': {
      const isClientId = /(?:^|\.)clientId$/.test(value.path);
      const isAppId = isGraph(value.node) && value.path === 'appId';
      return isClientId || isAppId ? { given: 'client-id', of: value.node.ref } : null;
    }
    case 'text': {
      const node = nodeOf(value);
      return node && idOf(node);
    }
    case 'literal': {
      const text = stringOf(value);
      // A default is often there to be replaced.
      if (!text || value.byDefault !== undefined || objectId.test(text)) return null;
      const node = nodeOf(value);
      return node ? idOf(node) : { given: 'name', of: null };
    }
    default:
      return null;
  }
}

/** As lenient as Azure is with the GUIDs that it is sent. */
const objectId = /^\{?[\da-f]{8}-?(?:[\da-f]{4}-?){3}[\da-f]{12}\}?$/i;

/** What the Graph extension declares has an object id as its `id`; of an application, not a principal's. */
function idOf(node: ResourceNode): { given: MistakenId; of: ResourceRef } | null {
  const of = node.ref;
  if (!isGraph(node)) return { given: 'resource-id', of };
  return of.type === 'microsoft.graph/applications' ? { given: 'application', of } : null;
}

const isGraph = ({ ref }: ResourceNode): boolean => ref.type.startsWith('microsoft.graph/');
