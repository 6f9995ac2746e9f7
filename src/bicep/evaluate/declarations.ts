import type { ResourceDeclaration } from '../syntax/nodes.ts';
import { onEach } from './choice.ts';
import { namedResourceGroup, subscriptionOf, unknownScope } from './deployment-scope.ts';
import { evaluate } from './evaluate.ts';
import { writtenType } from './file-index.ts';
import { locate, type Frame, type Locals } from './frame.ts';
import { instancesOf } from './instances.ts';
import { keyOf } from './key.ts';
import { lookUpText } from './locate-text.ts';
import { nodeOf, resourceNode } from './resource-node.ts';
import type { ResourceInstance } from './resource-instance.ts';
import { literal, symbolic, type DeploymentScope, type ResourceNode, type Value } from './value.ts';
import type { Expression } from '../syntax/nodes.ts';

/** Every resource that a declaration makes or refers to: one, or one for each turn of its loop. */
export function resourceInstances(
  declaration: ResourceDeclaration,
  frame: Frame,
): ResourceInstance[] {
  const outer = frame.index.outer.get(declaration);
  const around = outer
    ? resourceInstances(outer, frame)
    : [{ locals: null, conditions: [], repeated: false }];
  return around.flatMap((one) =>
    instancesOf(declaration.body, frame, one).map((instance) => ({
      ...instance,
      frame,
      declaration,
    })),
  );
}

/** What names evaluate to is for people up to this length; then the expression says more. */
const longestName = 80;

/** What a resource's name in a file stands for: the resource, or an array of those of its loop. */
export function resourceValue(declaration: ResourceDeclaration, frame: Frame): Value {
  const location = locate(frame, declaration.name);
  const instances = resourceInstances(declaration, frame);
  if (declaration.body.kind === 'for') {
    const items = instances.map((instance) => ({
      value: instanceValue(instance),
      conditions: instance.conditions,
      repeated: instance.repeated,
    }));
    return { kind: 'array', items, location };
  }
  // A condition that is never met does not make a reference to the resource mean another one.
  const [only] = instances;
  if (only !== undefined) return instanceValue(only);
  const body = withoutCondition(declaration.body);
  return instanceValue({ locals: null, conditions: [], repeated: false, body, frame, declaration });
}

function withoutCondition(body: Expression): Expression {
  return body.kind === 'if' || body.kind === 'parenthesized'
    ? withoutCondition(body.kind === 'if' ? body.body : body.expression)
    : body;
}

/** The value of a property of a declaration's object; null where it is not written. */
export function propertyValue(
  body: Expression,
  name: string,
  frame: Frame,
  locals: Locals,
): Value | null {
  if (body.kind !== 'object') return null;
  for (const member of body.members) {
    if (member.kind !== 'property') continue;
    const key = member.key.kind === 'identifier' ? member.key.name : member.key.parts[0];
    if (key === name) return evaluate(member.value, frame, locals);
  }
  return null;
}

/**
 * The resource of one turn. A name with alternatives is one name here: see `alternativeKeys` for what
 * becomes of it.
 */
export function instanceValue(instance: ResourceInstance): Value {
  const { frame, declaration, body, locals } = instance;
  const location = locate(frame, declaration.name);
  const property = (name: string): Value | null => propertyValue(body, name, frame, locals);
  const name =
    property('name') ?? symbolic(`?${frame.key}${frame.path}:${declaration.start}`, location);
  const outer = frame.index.outer.get(declaration);
  const parent = outer ? outerValue(outer, instance) : property('parent');
  const scope = property('scope');
  return onEach(parent ?? literal(null, location), (chosen) => {
    const node = declaredNode(instance, name, parent && chosen, scope);
    if (node === null) return symbolic(`resource(${keyOf(name)})`, location);
    if (!declaration.existing) frame.run.declared.set(node.ref.key, node.ref);
    return { kind: 'resource', node, location };
  });
}

/** The outer resource in the turn that a nested one stands in. */
function outerValue(outer: ResourceDeclaration, instance: ResourceInstance): Value {
  const body = instancesOf(outer.body, instance.frame)[0]?.body ?? outer.body;
  return instanceValue({ ...instance, declaration: outer, body });
}

function declaredNode(
  { frame, declaration, ...instance }: ResourceInstance,
  name: Value,
  parentValue: Value | null,
  scopeValue: Value | null,
): ResourceNode | null {
  const written = writtenType(declaration);
  if (written === null) return null;
  const parent = parentValue && nodeOf(parentValue);
  const outer = frame.index.outer.get(declaration);
  const outerType = outer ? parent?.type : null;
  // A nested resource may leave out its parent's type.
  const isShort = outerType && !written.toLowerCase().startsWith(`${outerType.toLowerCase()}/`);
  const node = resourceNode({
    type: isShort ? `${outerType}/${written}` : written,
    name,
    parent,
    scope: scopeValue ? scopeOf(scopeValue, frame.scope) : frame.scope,
    declared: { frame, declaration, ...instance },
    declaredAt: locate(frame, declaration),
    created: !declaration.existing,
    symbol: declaration.name.name,
  });
  if (node.ref.name.length > longestName) {
    node.ref.name = lookUpText(name.location, frame).replace(/\s+/g, ' ');
  }
  return node;
}

/** The deployment scope that a value names. */
export function scopeOf(value: Value, current: DeploymentScope): DeploymentScope {
  switch (value.kind) {
    case 'scope':
    case 'scope-id':
      return value.scope;
    case 'resource':
    case 'resource-id': {
      const { node } = value;
      if (node.ref.type === 'microsoft.resources/resourcegroups') {
        return namedResourceGroup(node.name, subscriptionOf(node.scope));
      }
      // An extension resource is a part of the resource that it extends.
      return { ...current, key: node.ref.key };
    }
    case 'choice': {
      const scope = scopeOf(value.whenTrue, current);
      return { ...scope, key: keyOf(value) };
    }
    default:
      return unknownScope(value);
  }
}

/** `parent::child`: a resource nested in another's declaration. */
export function nestedResource(value: Value, name: string): Value | null {
  if (value.kind !== 'resource' || value.node.declared === null) return null;
  const { declared } = value.node;
  const { frame } = declared;
  for (const [nested, outer] of frame.index.outer) {
    if (outer === declared.declaration && nested.name.name === name) {
      return resourceValue(nested, frame);
    }
  }
  return null;
}
