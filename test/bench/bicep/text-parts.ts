import type { Random } from '../tenant/random.ts';

/** What properties and parameters are called. */
export const words = [
  'region',
  'owner',
  'network',
  'quota',
  'capacity',
  'retention',
  'replica',
  'schedule',
];
/** So many lines. */
export const times = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

/** Parameters as long files have them, with decorators, comments and defaults. */
export const parameters = (random: Random): string =>
  times(4 + random.below(12), (index) => {
    const name = `${random.pick(words)}${index}`;
    return random.pick([
      `@description('The ${name} of the deployment.')\nparam ${name} string = 'default-${index}'\n`,
      `@description('Optional. How many of ${name} there are.')\n@minValue(1)\n@maxValue(64)\nparam ${name} int = ${index + 1}\n`,
      `@allowed([\n  'Standard'\n  'Premium'\n])\nparam ${name} string = 'Standard' // the smaller one will do\n`,
      `param ${name} object = {\n  enabled: true\n  days: ${index}\n  labels: [\n    'a'\n    'b'\n  ]\n}\n`,
    ]);
  });

/** Variables with the expressions that templates are full of. */
export const variables = (random: Random): string =>
  times(2 + random.below(8), (index) =>
    random.pick([
      `var name${index} = toLower('\${prefix}-${random.pick(words)}-\${uniqueString(resourceGroup().id)}')`,
      `var flag${index} = !empty(tags) && (contains(tags, 'env') || length(prefix) > ${index})`,
      `var items${index} = [for (item, i) in range(0, ${index + 2}): {\n  name: '\${prefix}\${i}'\n  value: item * 2\n}]`,
      `var choice${index} = length(prefix) > 3\n  ? { name: prefix, tier: 'large' }\n  : { name: 'x', tier: 'small' }`,
      `/* Merged so that a caller may add to them. */\nvar merged${index} = union(tags, {\n  'azd-env-name': prefix\n  index: string(${index})\n})`,
    ]),
  );

/** The parameters that every module has. */
export const common = `@description('What every name begins with.')
param prefix string

@description('Where the resources are.')
param location string = resourceGroup().location

param tags object = {}
`;
