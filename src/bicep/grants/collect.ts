import { instanceValue, propertyValue, resourceInstances } from '../evaluate/declarations.ts';
import { bothHold } from '../evaluate/condition.ts';
import { typeOf } from '../evaluate/file-index.ts';
import { locate, type Frame } from '../evaluate/frame.ts';
import { memberOf } from '../evaluate/members.ts';
import { moduleInstances } from '../evaluate/modules.ts';
import type { ResourceInstance } from '../evaluate/resource-instance.ts';
import { symbolic, isNull, type Value } from '../evaluate/value.ts';
import { grantsOf } from './assignment.ts';
import { registryGrants } from './registry-grants.ts';
import { fileOfTemplate } from '../arm-template/decompile.ts';
import type { Location, ResourceRef, RoleGrant } from './role-grant.ts';
import { roleOf } from './to-role.ts';
import { omittedScope, scopeFrom } from './to-scope.ts';

const assignmentType = 'microsoft.authorization/roleassignments';

/** Resources that people ask about by name; identities are listed where they are granted something. */
const listed = /^microsoft\.(?:cognitiveservices|machinelearningservices)\//;

/** What a file and its modules make. */
export interface Collected {
  grants: RoleGrant[];
  resources: ResourceRef[];
}

/** Everything that one call of a file deploys, with what its modules deploy. */
export function collect(frame: Frame, into: Collected): void {
  for (const declaration of frame.index.resources) {
    const type = typeOf(declaration);
    if (type === assignmentType && !declaration.existing) {
      for (const instance of resourceInstances(declaration, frame)) {
        into.grants.push(...declaredGrants(instance));
      }
    } else if (type !== null && isListed(type, declaration, frame)) {
      for (const instance of resourceInstances(declaration, frame)) {
        addResources(instanceValue(instance), into.resources);
      }
    } else if (type !== null && !declaration.existing && isIdentity.test(type)) {
      // A reference elsewhere has to find out that the deployment makes it.
      for (const instance of resourceInstances(declaration, frame)) instanceValue(instance);
    }
  }
  for (const declaration of frame.index.modules) {
    for (const instance of moduleInstances(declaration, frame)) {
      if (instance.kind === 'local' && isCompiled(instance.frame)) {
        collectCompiled(instance.frame, locate(frame, declaration), into);
      } else if (instance.kind === 'local') collect(instance.frame, into);
      if (instance.kind === 'registry') {
        into.grants.push(...registryGrants(instance, frame));
        const { resource } = instance;
        if (resource !== null && listed.test(resource.ref.type)) into.resources.push(resource.ref);
      }
    }
  }
}

const isCompiled = ({ path }: Frame): boolean => fileOfTemplate(path).endsWith('.json');

/**
 * What a template in JSON deploys is shown at the call that a person wrote: nobody edits the template,
 * and nobody can tell how the names of its assignments were meant.
 */
function collectCompiled(frame: Frame, call: Location, into: Collected): void {
  const within: Collected = { grants: [], resources: [] };
  collect(frame, within);
  const json = fileOfTemplate(frame.path);
  const shown = <T extends { location: Location }>(part: T): T =>
    fileOfTemplate(part.location.file) === json ? { ...part, location: call } : part;
  for (const grant of within.grants) {
    const { principal, role, scope, principalType, conditions, calls } = grant;
    into.grants.push({
      ...grant,
      location: call,
      form: 'compiled-template',
      principal: shown(principal),
      principalType: principalType.kind === 'omitted' ? principalType : shown(principalType),
      role: shown(role),
      scope: shown(scope),
      conditions: conditions.map(shown),
      name: null,
      nameSeeds: null,
      calls: calls.filter(({ file, span }) => file !== call.file || span.start !== call.span.start),
    });
  }
  for (const resource of within.resources) {
    if (resource.declaredAt !== null && fileOfTemplate(resource.declaredAt.file) === json) {
      resource.declaredAt = call;
    }
    into.resources.push(resource);
  }
}

/** Types that other files often refer to for their identity. */
const isIdentity = /^microsoft\.(?:managedidentity|app|web|search|storage)\//;

function isListed(
  type: string,
  declaration: ResourceInstance['declaration'],
  frame: Frame,
): boolean {
  if (listed.test(type)) return true;
  const outer = frame.index.outer.get(declaration);
  return outer !== undefined && listed.test(typeOf(outer) ?? '');
}

function addResources(value: Value, into: ResourceRef[]): void {
  if (value.kind === 'resource') into.push(value.node.ref);
  if (value.kind !== 'choice') return;
  addResources(value.whenTrue, into);
  addResources(value.whenFalse, into);
}

function declaredGrants({
  frame,
  declaration,
  body,
  locals,
  ...instance
}: ResourceInstance): RoleGrant[] {
  const location = locate(frame, declaration);
  const conditions = bothHold(frame.conditions, instance.conditions);
  if (conditions === null) return [];
  const property = (name: string): Value | null => propertyValue(body, name, frame, locals);
  const properties = property('properties');
  // Somebody is still writing it.
  if (properties === null) return [];
  const missing = symbolic(`?${frame.key}${frame.path}:${declaration.start}`, location);
  const of = (name: string): Value | null => {
    const value = memberOf(properties, name, location);
    return isNull(value) ? null : value;
  };
  // A nested assignment is made at the resource that it stands in.
  const scope = property('scope') ?? outerScope({ frame, declaration, body, locals, ...instance });
  return grantsOf(
    {
      location,
      form: 'resource',
      principalId: of('principalId') ?? missing,
      principalType: of('principalType'),
      role: of('roleDefinitionId') ?? missing,
      scope,
      name: property('name') ?? missing,
      conditions,
      repeated: instance.repeated,
      toRole: (value) => roleOf(value, frame),
      toScope: (value) =>
        value === null ? omittedScope(frame.scope, location) : scopeFrom(value, frame),
    },
    frame,
  );
}

function outerScope(instance: ResourceInstance): Value | null {
  const outer = instance.frame.index.outer.get(instance.declaration);
  if (outer === undefined) return null;
  const [around] = resourceInstances(outer, instance.frame);
  return around ? instanceValue(around) : null;
}
