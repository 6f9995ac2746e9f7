import type { Span, Value } from '../provider.ts';

/**
 * What JSON, a TypeScript object and a Python dict have in common. `other` is whatever is computed,
 * so that nothing can be said of it but that it is there.
 */
export type Literal = ObjectLiteral | ListLiteral | TextLiteral | (Span & { kind: 'other' });

export interface ObjectLiteral extends Span {
  kind: 'object';
  members: Map<string, Literal>;
}

interface ListLiteral extends Span {
  kind: 'list';
  items: Literal[];
}

export interface TextLiteral extends Value {
  kind: 'text';
}

/** The object itself and every object in it, the outer ones first. */
export function objectsIn(literal: Literal): ObjectLiteral[] {
  switch (literal.kind) {
    case 'object':
      return [literal, ...[...literal.members.values()].flatMap(objectsIn)];
    case 'list':
      return literal.items.flatMap(objectsIn);
    case 'text':
    case 'other':
      return [];
  }
}

/** A member under the first of its spellings that is there. */
export function member(object: ObjectLiteral, ...names: string[]): Literal | undefined {
  const name = names.find((candidate) => object.members.has(candidate));
  return name === undefined ? undefined : object.members.get(name);
}

/** A member that is spelled out as text. */
export function textMember(object: ObjectLiteral, ...names: string[]): Value | null {
  const found = member(object, ...names);
  return found?.kind === 'text' ? { text: found.text, start: found.start, end: found.end } : null;
}

/** A member that is an object. */
export function objectMember(object: ObjectLiteral, ...names: string[]): ObjectLiteral | null {
  const found = member(object, ...names);
  return found?.kind === 'object' ? found : null;
}
