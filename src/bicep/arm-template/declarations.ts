import { functionName, quoted, type Names } from './expression.ts';
import { entries, isObject, member, textOf, type Json } from './json.ts';
import { block, loop, valueInBicep } from './value.ts';

/** A resource of a template with the symbol that it gets. */
export interface Declared {
  resource: Json;
  symbol: string;
  pointer: string;
  isModule: boolean;
}

/** All resources: by their symbols where the template has them, children after their parents. */
export function resourcesOf({ resources }: Json): Declared[] {
  const isNamed = !Array.isArray(resources);
  return entries(resources).flatMap(([key, resource]) =>
    isObject(resource)
      ? [
          {
            resource,
            symbol: isNamed ? functionName(key) : `resource_${key}`,
            pointer: `/resources/${key}`,
            isModule:
              /^Microsoft\.Resources\/deployments$/i.test(textOf(resource['type'])) &&
              isObject(member(resource['properties'], 'template')),
          },
        ]
      : [],
  );
}

/** `place` is where the template stands, after which templates within it are named. */
export function declarationOf(
  { resource, symbol, pointer, isModule }: Declared,
  place: string,
  target: string,
  outer: Names,
): string {
  const copy = resource['copy'];
  const index = `${symbol}_index`;
  const names: Names = isObject(copy) ? { ...outer, indexOf: () => index } : outer;
  const value = (json: unknown): string => valueInBicep(json, names);
  const condition = resource['condition'];
  const body = isModule ? moduleBody(resource, value) : resourceBody(resource, target, value);
  const guarded = condition === undefined ? body : `if (${value(condition)}) ${body}`;
  const whole = isObject(copy) ? loop(copy, index, guarded, outer) : guarded;
  if (isModule) return `module ${symbol} '${moduleReference(resource, place, pointer)}' = ${whole}`;
  const existing = resource['existing'] === true ? ' existing' : '';
  const type = `${textOf(resource['type'])}@${textOf(resource['apiVersion'])}`;
  return `resource ${symbol} ${quoted(type)}${existing} = ${whole}`;
}

/** Expressions of a deployment in the outer scope mean the parameters of another template. */
function moduleReference({ properties }: Json, place: string, pointer: string): string {
  const evaluation = textOf(member(member(properties, 'expressionEvaluationOptions'), 'scope'));
  return evaluation.toLowerCase() === 'inner'
    ? `${place}${pointer}/properties/template`
    : 'br:deployment-in-the-outer-scope';
}

function moduleBody(resource: Json, value: (json: unknown) => string): string {
  const { resourceGroup: group, subscriptionId: subscription } = resource;
  const ids = [subscription, group].filter((id) => id !== undefined).map(value);
  const scope =
    group !== undefined
      ? [`scope: resourceGroup(${ids.join(', ')})`]
      : ids.map((id) => `scope: subscription(${id})`);
  const parameters = entries(member(resource['properties'], 'parameters')).map(
    ([name, given]) => `${name}: ${value(member(given, 'value') ?? null)}`,
  );
  return block([`name: ${value(resource['name'])}`, ...scope, `params: ${block(parameters)}`]);
}

function resourceBody(resource: Json, target: string, value: (json: unknown) => string): string {
  const { scope, type } = resource;
  // `accounts/providers/roleAssignments` has its scope in its name.
  const hasScopeInName = /\/providers\/[^/]+$/i.test(textOf(type));
  return block([
    `name: ${value(resource['name'])}`,
    ...(scope === undefined ? [] : [`scope: ${scopeInBicep(value(scope), target)}`]),
    ...(hasScopeInName ? ['scope: unreadable'] : []),
    ...['identity', 'properties']
      .filter((name) => resource[name] !== undefined)
      .map((name) => `${name}: ${value(resource[name])}`),
  ]);
}

/** A scope may be an id from the resource group or the subscription on. */
function scopeInBicep(written: string, target: string): string {
  const isRelative = /^(?:(?:format|concat)\()?'Microsoft\./i.test(written);
  if (!isRelative) return written;
  const base = target === 'subscription' ? 'subscription()' : 'resourceGroup()';
  return `'\${${base}.id}/providers/\${${written}}'`;
}
