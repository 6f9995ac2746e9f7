import { parse, type ParseError } from 'jsonc-parser';
import { declarationOf, resourcesOf } from './declarations.ts';
import { functionName, parameterName, variableName, type Names } from './expression.ts';
import { entries, isObject, list, member, textOf, type Json } from './json.ts';
import { copiedValue, valueInBicep } from './value.ts';

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

function statementsOf(template: Json, place: string): string[] {
  const declared = resourcesOf(template);
  const target = targetScope(template);
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
    `targetScope = '${target}'`,
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
    ...declared.map((one) => declarationOf(one, place, target, names)),
    ...entries(template['outputs']).map(
      ([name, output]) => `output ${name} string = ${value(member(output, 'value') ?? null)}`,
    ),
  ];
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

function targetScope({ $schema }: Json): string {
  const name = /(\w*?)deploymentTemplate\.json/i.exec(textOf($schema))?.[1]?.toLowerCase() ?? '';
  return (
    { subscription: 'subscription', managementgroup: 'managementGroup', tenant: 'tenant' }[name] ??
    'resourceGroup'
  );
}
