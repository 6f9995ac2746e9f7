import type { Location } from '../grants/role-grant.ts';
import { resolvePath } from '../paths.ts';
import type { Expression, ModuleDeclaration } from '../syntax/nodes.ts';
import { objectOf } from '../syntax/objects.ts';
import { plainString } from '../syntax/plain-string.ts';
import { onEach } from './choice.ts';
import { bothHold } from './condition.ts';
import { propertyValue, scopeOf } from './declarations.ts';
import { ownScope, scopeName } from './deployment-scope.ts';
import { evaluate } from './evaluate.ts';
import { indexOf } from './file-index.ts';
import { addGap } from './gaps.ts';
import { locate, type Arguments, type Frame, type Locals } from './frame.ts';
import { instancesOf } from './instances.ts';
import { nameKey } from './key.ts';
import { stateMember } from './members.ts';
import type { ModuleInstance } from './module-instance.ts';
import { nameOfPart } from './pattern-part.ts';
import { registryModule } from './registry/avm.ts';
import { patternModules } from './registry/pattern-modules.ts';
import { resourceNode } from './resource-node.ts';
import type { Instance } from './resource-instance.ts';
import { labelled, symbolic, type ResourceNode, type Value } from './value.ts';

/** Modules within modules are followed this far; a file that calls itself ends here at the latest. */
const deepest = 16;

/** A deployment of more modules than these is not followed any further. */
const mostModules = 5_000;

/** The calls that a module declaration makes: one, or one for each turn of its loop. */
export function moduleInstances(declaration: ModuleDeclaration, frame: Frame): ModuleInstance[] {
  const before = frame.modules.get(declaration);
  if (before !== undefined) return before;
  // A module that needs its own outputs has none.
  frame.modules.set(declaration, []);
  const key = `${frame.key}/${frame.modules.size}`;
  const instances = instancesOf(declaration.body, frame).map((instance, turn) =>
    moduleInstance(declaration, instance, `${key}.${turn}`, frame),
  );
  frame.modules.set(declaration, instances);
  return instances;
}

function moduleInstance(
  declaration: ModuleDeclaration,
  instance: Instance,
  key: string,
  frame: Frame,
): ModuleInstance {
  const { body, locals } = instance;
  const scopeValue = propertyValue(body, 'scope', frame, locals);
  const scope = scopeValue ? scopeOf(scopeValue, frame.scope) : frame.scope;
  const call = {
    declaration,
    key,
    conditions: instance.conditions,
    repeated: instance.repeated,
    arguments: argumentsOf(body, frame, locals),
    scope,
    scoped: scopeValue !== null,
    body: body.kind === 'object' ? body : null,
  };
  const reference = plainString(declaration.reference) ?? '';
  const known = registryModule(reference);
  if (known !== null) {
    if (known.isUnfamiliar) {
      const reason = 'It comes from the public registry, and what it does is not known here.';
      addGap(frame, { reference, reason, location: locate(frame, declaration) });
    }
    return { ...call, kind: 'registry', module: known, resource: mainResource(known.type) };
  }
  const read = localFrame(reference, call, frame, locals);
  if (typeof read !== 'string') return { ...call, kind: 'local', frame: read };
  addGap(frame, { reference, reason: read, location: locate(frame, declaration) });
  return { ...call, kind: 'unread' };

  function mainResource(type: string | null): ResourceNode | null {
    if (type === null) return null;
    const name = call.arguments.get('name') ?? symbolic(`?${call.key}`, locate(frame, declaration));
    const node = resourceNode({ type, name, parent: null, scope, created: true });
    frame.run.declared.set(node.ref.key, node.ref);
    return node;
  }
}

/** The file of a module as this call sees it, or the sentence that says why it cannot be read. */
function localFrame(
  reference: string,
  call: Pick<
    ModuleInstance,
    'arguments' | 'conditions' | 'repeated' | 'scope' | 'key' | 'declaration'
  >,
  frame: Frame,
  locals: Locals,
): Frame | string {
  const { run } = frame;
  const path = resolvePath(frame.path, reference);
  if (path === null) return 'It comes from a registry, and what it does is not known here.';
  const [source, file] = readModule(path, frame);
  if (file === undefined) {
    return run.text(path) === undefined
      ? 'The file is not in the workspace.'
      : 'It is no template that can be read, and there is no source beside it.';
  }
  if (frame.calls.length >= deepest) return 'Modules are nested too deeply, or call each other.';
  if (run.modules >= mostModules) return 'The deployment has too many modules.';
  run.modules += 1;
  const index = indexOf(file);
  const instanceBody = objectOf(call.declaration.body);
  return {
    run,
    path: source,
    file,
    index,
    scope: call.scope,
    arguments: call.arguments,
    name: instanceBody && propertyValue(instanceBody, 'name', frame, locals),
    key: call.key,
    calls: [...frame.calls, locate(frame, call.declaration)],
    conditions: bothHold(frame.conditions, call.conditions) ?? [],
    repeated: frame.repeated || call.repeated,
    values: new Map(),
    modules: new Map(),
  };
}

/** The source of a compiled template, where that stands beside it, else the template itself. */
function readModule(path: string, { run, path: from }: Frame): [string, Frame['file'] | undefined] {
  if (!path.endsWith('.json')) return [path, run.file(path)];
  const source = `${path.slice(0, -'.json'.length)}.bicep`;
  // A file may wrap a template of its own name, which is then no output of its own.
  const file = source === from ? undefined : run.file(source);
  return file === undefined ? [path, run.file(path)] : [source, file];
}

/** What a call gives its module: each value is evaluated once, and only if the module asks for it. */
function argumentsOf(body: Expression, frame: Frame, locals: Locals): Arguments {
  const params =
    body.kind === 'object'
      ? body.members.find(
          (member) =>
            member.kind === 'property' &&
            member.key.kind === 'identifier' &&
            member.key.name === 'params',
        )
      : undefined;
  if (params?.kind !== 'property') return { get: () => undefined, names: () => [] };
  const written = params.value;
  const values = new Map<string, Value | undefined>();
  if (written.kind !== 'object' || written.members.some(({ kind }) => kind === 'spread')) {
    let all: Value | undefined;
    const whole = (): Value => (all ??= evaluate(written, frame, locals));
    return {
      get: (name) => {
        const value = whole();
        return value.kind === 'object' ? value.entries.get(name) : undefined;
      },
      names: () => {
        const value = whole();
        return value.kind === 'object' ? [...value.entries.keys()] : [];
      },
    };
  }
  const properties = new Map(
    written.members.flatMap((member) => {
      if (member.kind !== 'property') return [];
      const name = member.key.kind === 'identifier' ? member.key.name : plainString(member.key);
      return name === null ? [] : [[name, member] as const];
    }),
  );
  return {
    get(name) {
      const property = properties.get(name);
      if (property === undefined) return undefined;
      if (!values.has(name)) {
        values.set(name, undefined);
        const value = evaluate(property.value, frame, locals);
        values.set(name, labelled(value, name, locate(frame, property.key)));
      }
      return values.get(name);
    },
    names: () => [...properties.keys()],
  };
}

/** `module.outputs.name`. */
export function moduleOutput(instance: ModuleInstance, name: string, location: Location): Value {
  switch (instance.kind) {
    case 'local': {
      const { frame } = instance;
      const output = frame.index.outputs.get(name);
      if (output !== undefined) return evaluate(output.value, frame);
      break;
    }
    case 'registry': {
      const known = registryOutput(instance, name, location);
      if (known !== null) return known;
      break;
    }
    case 'unread':
  }
  return symbolic(`module(${instance.key}).${name}`, location);
}

/** Modules of the registry name their outputs alike, whatever they make. */
function registryOutput(
  call: ModuleInstance & { kind: 'registry' },
  name: string,
  location: Location,
): Value | null {
  const { module, resource, scope, arguments: given } = call;
  if (name === 'resourceGroupName') return scopeName(ownScope('resource-group', scope), location);
  const part = patternModules[module.path]?.parts.find(({ output }) => output === name);
  if (part) return nameOfPart(part, call, location);
  if (resource === null) return null;
  switch (name) {
    case 'name':
      return given.get('name') ?? resource.name;
    case 'resourceId':
      return { kind: 'resource-id', node: resource, labels: [], location };
    case 'systemAssignedMIPrincipalId':
    case 'systemAssignedMiPrincipalId':
    case 'systemAssignedPrincipalId':
      return stateMember(resource, 'identity.principalId', location);
    case 'principalId':
    case 'clientId':
      return stateMember(resource, `properties.${name}`, location);
    default:
      return symbolic(`${module.path}(${resource.ref.key}).${name}`, location);
  }
}

/** The name that a call gives its deployment, for `deployment().name` in the module. */
export function deploymentName(frame: Frame, location: Location): Value {
  return frame.name
    ? onEach(frame.name, (name) => symbolic(`deployment(${nameKey(name)})`, location))
    : symbolic('deployment().name', location);
}
