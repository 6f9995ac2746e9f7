import type { Expression, ObjectLiteral, ObjectProperty } from './nodes.ts';
import { plainString } from './plain-string.ts';

/** The object that a resource's or module's body comes to, inside its loop and condition. */
export function objectOf(body: Expression | null): ObjectLiteral | null {
  switch (body?.kind) {
    case 'object':
      return body;
    case 'for':
    case 'if':
      return objectOf(body.body);
    case 'parenthesized':
      return objectOf(body.expression);
    default:
      return null;
  }
}

/** A property of an object by its name. */
export function propertyOf(object: ObjectLiteral, name: string): ObjectProperty | null {
  const found = object.members.find(
    (member) => member.kind === 'property' && keyOf(member) === name,
  );
  return found?.kind === 'property' ? found : null;
}

/** The name of a property; null where it is interpolated. */
export function keyOf({ key }: ObjectProperty): string | null {
  return key.kind === 'identifier' ? key.name : plainString(key);
}
