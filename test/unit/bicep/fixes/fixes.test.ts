import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BicepFinding, BicepFix } from '../../../../src/bicep/rules/finding.ts';
import { parseBicep } from '../../../../src/bicep/syntax/parse.ts';
import { applyEdits } from '../../../../src/bicep/text-edit.ts';
import { repository } from '../../../host/paths.ts';
import { account, app, assignment, lintText, project, roles, type Files } from '../lint-text.ts';

const here = account + project + app;

/** What the pages show to fire, and the shapes of Bicep that fixes meet besides. */
const fixtures: Record<string, Files> = {
  'a role of search at the account': {
    'main.bicep': `${here}resource search 'Microsoft.Search/searchServices@2025-05-01' existing = {
  name: 'contoso-search'
}
${assignment({ scope: 'account', role: roles.searchIndexDataReader })}`,
  },
  ...Object.fromEntries(
    readdirSync(join(repository, 'docs/rules'))
      .map((page) => [page, readFileSync(join(repository, 'docs/rules', page), 'utf8')] as const)
      .flatMap(([page, text]) => {
        const [, example] = /^```bicep fires\n([\s\S]*?)^```$/m.exec(text) ?? [];
        return example === undefined ? [] : [[page, { 'main.bicep': example }]];
      }),
  ),
  'nested project': {
    'main.bicep': `resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' existing = {
  name: 'contoso-foundry'

  resource project 'projects' existing = {
    name: 'shop'
  }
}
${app}${assignment({ scope: 'account::project' })}`,
  },
  'project by its full name': {
    'main.bicep': `param accountName string
resource project 'Microsoft.CognitiveServices/accounts/projects@2025-06-01' existing = {
  name: '\${accountName}/shop'
}
${app}${assignment()}`,
  },
  'condition and comments': {
    'main.bicep': `param open bool
${here}
@description('For the shop.')
${assignment({ control: 'if (open) ', symbol: 'shop' }).trimEnd()} // At the project.
var after = 1
`,
  },
  loop: {
    'main.bicep': `${here}var ids = [
  '${roles.foundryUser}'
  '${roles.projectManager}'
]
${assignment({ control: '[for id in ids: ', symbol: 'all' })
  .replaceAll(`'${roles.foundryUser}'`, 'id')
  .trimEnd()}]
`,
  },
  'no type, user-assigned': {
    'main.bicep': `${account}resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'shop'
  location: resourceGroup().location
}
${assignment({ scope: 'account', principal: 'identity.properties.principalId', seed: 'identity.id', type: null })}`,
  },
  'no type, on one line': {
    'main.bicep': `${account}${app}resource one 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: guid(account.id, app.id, '${roles.foundryUser}')
  properties: { principalId: app.identity.principalId, roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${roles.foundryUser}') }
}
`,
  },
  'ids for principals': {
    'main.bicep': `${account}${app}resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'shop'
  location: resourceGroup().location
}
${['app.id', 'app.name', 'identity.id', 'identity.properties.clientId']
  .map((principal) => assignment({ scope: 'account', principal, seed: `'${principal}'` }))
  .join('')}`,
  },
  'an id for a principal, through a module': {
    'main.bicep': `${app}module access 'access.bicep' = {
  name: 'access'
  params: {
    principalId: app.id
  }
}
`,
    'access.bicep': `param principalId string
${account}${assignment({ scope: 'account', principal: 'principalId' })}`,
  },
  'through a module': {
    'main.bicep': `${app}module access 'access.bicep' = {
  name: 'access'
  params: {
    principalId: app.identity.principalId
  }
}
`,
    'access.bicep': `param principalId string
${account}${project}${assignment({ principal: 'principalId' })}`,
  },
};

/** A text in the ways of other authors. */
const restyled = fc.record({
  newline: fc.constantFrom('\n', '\r\n'),
  indent: fc.constantFrom('  ', '    ', '\t'),
});

function restyle(files: Files, { newline, indent }: { newline: string; indent: string }): Files {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path,
      text
        .replace(/^(?: {2})+/gm, (spaces) => indent.repeat(spaces.length / 2))
        .replaceAll('\n', newline),
    ]),
  );
}

function applied(files: Files, { edits }: BicepFix): Files {
  const changed: Files = { ...files };
  for (const { file, edits: inFile } of edits) {
    changed[file] = applyEdits(files[file] ?? '', inFile);
  }
  return changed;
}

const problemsOf = (files: Files): number =>
  Object.values(files).flatMap((text) => parseBicep(text).problems).length;

/** How many findings there are like one, wherever they stand by now. */
const countLike = (files: Files, like: BicepFinding): number =>
  lintText(files).findings.filter(({ rule }) => rule === like.rule).length;

describe('after a fix', () => {
  it.each(Object.entries(fixtures))('the finding is gone and the file parses: %s', (_, written) => {
    fc.assert(
      fc.property(restyled, (style) => {
        const files = restyle(written, style);
        for (const finding of lintText(files, { bicepVersion: '0.50.0' }).findings) {
          for (const fix of finding.fixes) {
            const after = applied(files, fix);
            expect(problemsOf(after), fix.title).toBe(problemsOf(files));
            // Of two assignments with one name, naming one anew mends both.
            expect(countLike(after, finding), fix.title).toBeLessThan(countLike(files, finding));
            for (const { file, edits } of fix.edits) {
              const text = after[file] ?? '';
              expect(text.replaceAll('\r\n', '').includes('\r')).toBe(false);
              if (style.newline === '\r\n') expect(/(?<!\r)\n/.test(text)).toBe(false);
              expect(edits.length).toBeGreaterThan(0);
            }
          }
        }
      }),
      { numRuns: 6 },
    );
  });

  it('each finding that promises one has one', () => {
    const promised = new Set(
      Object.values(fixtures).flatMap((files) =>
        lintText(files).findings.flatMap(({ rule, fixes }) => (fixes.length > 0 ? [rule] : [])),
      ),
    );
    expect([...promised].sort()).toEqual([
      'account-endpoint-for-project',
      'assignment-name-collision',
      'assignment-name-seeds',
      'azure-ai-developer',
      'literal-user-for-deployer',
      'missing-principal-type',
      'project-scope-only',
      'resource-id-as-principal',
      'role-label-mismatch',
      'role-name-not-in-module-map',
      'role-on-wrong-resource',
      'scope-omitted',
      'unknown-role-guid',
    ]);
  });
});

describe('a role at the wrong resource', () => {
  const fixed = (others: string): string[] => {
    const text = `${here}${others}${assignment({ scope: 'account', role: roles.searchIndexDataReader })}`;
    const { findings } = lintText(text);
    const finding = findings.find(({ rule }) => rule === 'role-on-wrong-resource');
    return (finding?.fixes ?? []).map(
      (fix) => applied({ 'main.bicep': text }, fix)['main.bicep'] ?? '',
    );
  };
  const search = (symbol: string): string =>
    `resource ${symbol} 'Microsoft.Search/searchServices@2025-05-01' existing = {\n  name: '${symbol}'\n}\n`;

  it('moves to the only resource of its service, with its name', () => {
    const [text] = fixed(search('index'));
    expect(text).toContain('scope: index\n');
    expect(text).toContain(`guid(index.id, app.id, '${roles.searchIndexDataReader}')`);
  });

  it('stays where there is none, or more than one', () => {
    expect(fixed('')).toEqual([]);
    expect(fixed(search('one') + search('two'))).toEqual([]);
  });
});

describe('the assignment that is inserted at the account', () => {
  const inserted = (files: Files, bicepVersion: string | null = null): string => {
    const { findings } = lintText(files, { bicepVersion });
    const finding = findings.find(({ rule }) => rule === 'project-scope-only');
    const fix = finding?.fixes.at(bicepVersion === null ? 0 : -1);
    return fix === undefined ? '' : (applied(files, fix)['main.bicep'] ?? '');
  };

  it('is a copy beside the other, under a name by scope, principal and role', () => {
    const before = `${here}${assignment({ symbol: 'shop' })}`;
    expect(inserted({ 'main.bicep': before }).slice(before.trimEnd().length)).toBe(`

resource shopAtAccount 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: guid(account.id, app.id, '${roles.foundryUser}')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${roles.foundryUser}')
    principalId: app.identity.principalId
    principalType: 'ServicePrincipal'
  }
}
`);
  });

  it('declares the account where the file has none, and takes no symbol twice', () => {
    const files = fixtures['project by its full name'] ?? {};
    const text = inserted({
      'main.bicep': `${files['main.bicep'] ?? ''}var foundryAccount = 'taken'\n`,
    });
    expect(text).toContain(
      "resource foundryAccount2 'Microsoft.CognitiveServices/accounts@2025-06-01' existing = {\n  name: accountName\n}",
    );
    expect(text).toContain('scope: foundryAccount2');
  });

  it("uses Bicep's own function for the name only where it is known and fits", () => {
    const principal = { principal: 'id', type: "'ServicePrincipal'" };
    const files = { 'main.bicep': `param id string\n${here}${assignment(principal)}` };
    expect(inserted(files)).not.toContain('getRoleAssignmentName');
    expect(inserted(files, '0.42.1')).not.toContain('getRoleAssignmentName');
    expect(inserted(files, '0.50.0')).toContain(
      'name: getRoleAssignmentName({ scope: account.id, principalId: id, roleDefinitionId: ',
    );
    const identity = { 'main.bicep': `${here}${assignment()}` };
    expect(inserted(identity, '0.50.0')).not.toContain('getRoleAssignmentName');
  });
});
