import { parse, type ParseError } from 'jsonc-parser';
import {
  functionName,
  parameterName,
  quoted,
  textInBicep,
  variableName,
  type Names,
} from './expression.ts';

type Json = Record<string, unknown>;

/** Which template of a file is meant, behind the file's path: `main.json#/resources/0/properties/template`. */
const pointerMark = '#';

/** The file that a path lies in, where it names a template within one. */
export const fileOfTemplate = (path: string): string => path.split(pointerMark)[0] ?? path;

/**
 * A template in JSON as Bicep, for reading and not for keeping: what grants hang on is carried over,
 * and what cannot be is a name that nothing has, so that it stays unknown. Null for what is no
 * template. Templates within it are modules that are named by where they stand.
 */
export function decompile(path: string, text: string): string | null {
  const errors: ParseError[] = [];
  const whole: unknown = parse(text, errors, { allowTrailingComma: true });
  const [file = '', pointer = ''] = path.split(pointerMark);
  const steps = pointer.split('/').slice(1);
  const template = steps.reduce<unknown>((part, step) => member(part, step), whole);
  if (errors.length > 0 || !isObject(template) || !isTemplate(template)) return null;
  return statementsOf(template, `${file.split('/').at(-1) ?? ''}${pointerMark}${pointer}`).join(
    '\n',
  );
}

function isTemplate({ $schema, resources }: Json): boolean {
  return typeof $schema === 'string' && /deploymentTemplate\.json/i.test($schema) && !!resources;
}

interface Declared {
  resource: Json;
  symbol: string;
  pointer: string;
  isModule: boolean;
}

function statementsOf(template: Json, place: string): string[] {
  const declared = resourcesOf(template);
  const plain: Names = { symbolOf: () => null, indexOf: () => 'copyIndex' };
  // A deployment is referred to by its symbol, or by the id that its name makes.
  const byReference = new Map(
    declared.flatMap(({ resource, symbol, isModule }) => {
      const one = { symbol, isModule };
      const id = `resourceId('Microsoft.Resources/deployments', ${valueInBicep(resource['name'], plain)})`;
      return [[`'${symbol}'`, one] as const, ...(isModule ? [[id, one] as const] : [])];
    }),
  );
  const names: Names = { ...plain, symbolOf: (argument) => byReference.get(argument) ?? null };
  const value = (json: unknown): string => valueInBicep(json, names);
  return [
    `targetScope = '${targetScope(template)}'`,
    ...entries(template['parameters']).map(([name, parameter]) => {
      const fallback = member(parameter, 'defaultValue');
      const isSecure = /^secure/i.test(textOf(member(parameter, 'type')));
      return `${isSecure ? '@secure() ' : ''}param ${parameterName(name)} string${fallback === undefined ? '' : ` = ${value(fallback)}`}`;
    }),
    ...entries(template['variables'])
      .filter(([name]) => name !== 'copy')
      .map(([name, variable]) => `var ${variableName(name)} = ${value(variable)}`),
    ...list(member(template['variables'], 'copy')).map(
      (copy) => `var ${variableName(textOf(copy['name']))} = ${copiedValue(copy, names)}`,
    ),
    ...list(template['functions']).flatMap((space) => functionsOf(space, names)),
    ...declared.map((one) => declarationOf(one, place, template, names)),
    ...entries(template['outputs']).map(
      ([name, output]) => `output ${name} string = ${value(member(output, 'value') ?? null)}`,
    ),
  ];
}

/** All resources: by their symbols where the template has them, children after their parents. */
function resourcesOf({ resources }: Json): Declared[] {
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

function declarationOf(
  { resource, symbol, pointer, isModule }: Declared,
  place: string,
  template: Json,
  outer: Names,
): string {
  const copy = resource['copy'];
  const index = `${symbol}_index`;
  const names: Names = isObject(copy) ? { ...outer, indexOf: () => index } : outer;
  const value = (json: unknown): string => valueInBicep(json, names);
  const condition = resource['condition'];
  const body = isModule
    ? moduleBody(resource, value)
    : resourceBody(resource, targetScope(template), value);
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

/** A loop over the length of an array is one over its items, which may not be told one by one. */
function loop(copy: Json, index: string, body: string, names: Names): string {
  const count = valueInBicep(copy['count'], names);
  const array = /^length\((.+)\)$/.exec(count)?.[1];
  if (array === undefined) return `[for ${index} in range(0, ${count}): ${body}]`;
  const item = `${index}_item`;
  return `[for (${item}, ${index}) in ${array}: ${body.replaceAll(`${array}[${index}]`, item)}]`;
}

function copiedValue(copy: Json, outer: Names): string {
  const index = `${functionName(textOf(copy['name']))}_index`;
  const input = valueInBicep(copy['input'], { ...outer, indexOf: () => index });
  return loop(copy, index, input, outer);
}

function functionsOf(space: Json, names: Names): string[] {
  return entries(space['members']).map(([name, one]) => {
    const parameters = list(member(one, 'parameters')).map(
      ({ name: own }) => `${textOf(own)} string`,
    );
    const body = valueInBicep(member(member(one, 'output'), 'value'), names);
    const whole = functionName(`${textOf(space['namespace'])}.${name}`);
    return `func ${whole}(${parameters.join(', ')}) string => ${body}`;
  });
}

function valueInBicep(json: unknown, names: Names): string {
  if (typeof json === 'string') return textInBicep(json, names);
  if (Array.isArray(json)) return `[${json.map((item) => valueInBicep(item, names)).join(', ')}]`;
  if (!isObject(json)) return JSON.stringify(json ?? null);
  return block(
    Object.entries(json).flatMap(([name, entry]) =>
      name === 'copy' && Array.isArray(entry)
        ? list(entry).map((copy) => `${quoted(textOf(copy['name']))}: ${copiedValue(copy, names)}`)
        : [`${quoted(name)}: ${valueInBicep(entry, names)}`],
    ),
  );
}

const block = (members: string[]): string => `{\n${members.join('\n')}\n}`;

function targetScope({ $schema }: Json): string {
  const name = /(\w*?)deploymentTemplate\.json/i.exec(textOf($schema))?.[1]?.toLowerCase() ?? '';
  return (
    { subscription: 'subscription', managementgroup: 'managementGroup', tenant: 'tenant' }[name] ??
    'resourceGroup'
  );
}

const isObject = (json: unknown): json is Json =>
  typeof json === 'object' && json !== null && !Array.isArray(json);
const entries = (json: unknown): [string, unknown][] =>
  typeof json === 'object' && json !== null ? Object.entries(json) : [];
const list = (json: unknown): Json[] => (Array.isArray(json) ? json.filter(isObject) : []);
const textOf = (json: unknown): string => (typeof json === 'string' ? json : '');
const member = (json: unknown, name: string): unknown =>
  typeof json === 'object' && json !== null && Object.hasOwn(json, name)
    ? (json as Json)[name]
    : undefined;
