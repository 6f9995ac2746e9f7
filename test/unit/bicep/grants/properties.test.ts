import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foundryUser, grantsOf, inShort, openAiUser } from './grants-of.ts';

/** Pieces of a template; names between « and » are symbols that a test may rename. */
const scopes = [
  '',
  'scope: «account»',
  'scope: «account»::«project»',
  'scope: «same»',
  'scope: «child»',
  'scope: resourceGroup()',
  'scope: subscription()',
];
const principals = [
  'who',
  '«account».identity.principalId',
  '«uami».properties.principalId',
  'deployer().objectId',
  'config.objectId',
  'empty(who) ? «uami».properties.principalId : who',
  '«item»',
];
const roles = [
  '«byVariable»',
  '«byMap»["user"]',
  '«definition».id',
  'flag ? «byVariable» : «byMap».open',
  `'/providers/Microsoft.Authorization/roleDefinitions/\${«guid»}'`,
  'roleParameter',
];
const loops = [
  ['{', '}'],
  ['if (flag) {', '}'],
  ["if (!flag && config.mode == 'x') {", '}'],
  ["[for «item» in ['0000000a-0000-4000-8000-000000000000', who]: {", '}]'],
  ['[for («item», «index») in people: if (flag) {', '}]'],
] as const;

const parameters = [
  'who string',
  'config object',
  'flag bool = true',
  'people array',
  'roleParameter string',
  'env string',
];

interface Template {
  scope: string;
  principal: string;
  role: string;
  loop: (typeof loops)[number];
}

const template: fc.Arbitrary<Template> = fc
  .record({
    scope: fc.constantFrom(...scopes),
    principal: fc.constantFrom(...principals),
    role: fc.constantFrom(...roles),
    loop: fc.constantFrom(...loops),
  })
  .filter(({ principal, loop }) => principal !== '«item»' || loop[0].startsWith('[for'));

function textOf(
  { scope, principal, role, loop }: Template,
  rename: (name: string) => string,
): string {
  const full = `subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${foundryUser}')`;
  return `${parameters.map((parameter) => `param ${parameter}`).join('\n')}
var «name» = 'aif-\${env}'
var «guid» = '${foundryUser}'
var «byVariable» = ${full}
var «byMap» = { user: ${full}, open: '${openAiUser}' }
resource «definition» 'Microsoft.Authorization/roleDefinitions@2022-04-01' existing = { name: «guid» }
resource «uami» 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = { name: 'id' }
resource «account» 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: «name»
  resource «project» 'projects' = { name: 'p' }
}
resource «same» 'Microsoft.CognitiveServices/accounts@2025-06-01' existing = { name: «account».name }
resource «child» 'Microsoft.CognitiveServices/accounts/projects@2025-06-01' existing = { parent: «same», name: 'p' }
resource «grant» 'Microsoft.Authorization/roleAssignments@2022-04-01' = ${loop[0]}
  name: guid(«account».id, «guid»)
  ${scope}
  properties: { principalId: ${principal}, roleDefinitionId: ${role} }
${loop[1]}
`.replace(/«(\w+)»/g, (_, name: string) => rename(name));
}

const plain = (name: string): string => name;

describe('whatever is granted', () => {
  it('is granted the same through another level of modules', () => {
    fc.assert(
      fc.property(template, fc.integer({ min: 1, max: 5 }), (given, levels) => {
        const text = textOf(given, plain);
        const names = parameters.map((parameter) => parameter.split(' ')[0] ?? '');
        const files: Record<string, string> = { 'level-0.bicep': text };
        for (let level = 1; level <= levels; level += 1) {
          files[`level-${level}.bicep`] =
            `${parameters.map((parameter) => `param ${parameter}`).join('\n')}
module inner 'level-${level - 1}.bicep' = { params: { ${names.map((name) => `${name}: ${name}`).join(', ')} } }`;
        }
        const [wrapped, bare] = [grantsOf(files), grantsOf(text)];
        expect(bare.length).toBeGreaterThan(0);
        expect(wrapped.map(inShort)).toEqual(bare.map(inShort));
        expect(wrapped.map(({ name }) => name?.key)).toEqual(bare.map(({ name }) => name?.key));
        expect(wrapped.every(({ calls }) => calls.length === levels)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('does not depend on the names of symbols', () => {
    const identifier = fc.stringMatching(/^[a-z]{3,8}$/).map((word) => `_${word}`);
    fc.assert(
      fc.property(
        template,
        fc.uniqueArray(identifier, { minLength: 15, maxLength: 15 }),
        (given, words) => {
          const renamed = new Map<string, string>();
          const rename = (name: string): string => {
            const word = renamed.get(name) ?? words[renamed.size] ?? name;
            renamed.set(name, word);
            return word;
          };
          const [one, other] = [textOf(given, plain), textOf(given, rename)].map((text) =>
            grantsOf(text),
          );
          expect(other?.map(inShort)).toEqual(one?.map(inShort));
          expect(other?.map(({ name }) => name?.key)).toEqual(one?.map(({ name }) => name?.key));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is told of any text without failing', () => {
    const words = [
      'resource',
      'a',
      "'Microsoft.Authorization/roleAssignments@2022-04-01'",
      '=',
      '{',
      '}',
      '[',
      ']',
      '(',
      ')',
      'for',
      'in',
      ':',
      'if',
      'name',
      'properties',
      'principalId',
      'roleDefinitionId',
      '\n',
      'param',
      'var',
      'module',
      "'a.bicep'",
      'a.b',
      '??',
      '?',
      "'${",
      "}'",
      'guid(',
      ',',
      'map(',
      '=>',
      'scope',
      'parent',
      'existing',
      '1',
      'output',
      'func',
      'true',
      '...',
      'outputs',
      '::',
      '!',
      'union(',
      'last(',
      'items(',
      'params',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 80 }), (tokens) => {
        grantsOf({ 'main.bicep': tokens.join(' '), 'a.bicep': tokens.toReversed().join(' ') });
      }),
      { numRuns: 1_500 },
    );
  });
});
