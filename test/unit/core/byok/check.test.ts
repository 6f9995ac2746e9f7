import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../../src/bicep/text-edit.ts';
import { checkByokFile } from '../../../../src/core/byok/check.ts';
import type { ByokCode, ByokFinding } from '../../../../src/core/byok/finding.ts';
import { byokMessage } from '../../../../src/core/byok/words.ts';

const jwt = 'eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJodHRwczovL2FpIn0.c2lnbmF0dXJl';
const key = '0123456789abcdef0123456789abcdef';

/** Codes without the hint, which every Azure endpoint has that Entra opens. */
function codesIn(path: string, text: string): ByokCode[] {
  return checkByokFile(path, text)
    .findings.map(({ code }) => code)
    .filter((code) => code !== 'needs-data-action');
}

function applyFixes(path: string, text: string): string {
  const fixes = checkByokFile(path, text).findings.flatMap(({ fix }) => fix?.edits ?? []);
  return applyEdits(text, fixes);
}

const chatModels = (url: string, more = '', vendor = 'azure', group = ''): string => `// models
[
  { "name": "Mine", "vendor": "${vendor}", ${group}
    "models": [{ "id": "gpt-5", "name": "GPT", "url": "${url}", ${more} }, ] }
]`;

describe('chatLanguageModels.json', () => {
  const path = '/home/me/.config/Code/User/chatLanguageModels.json';

  it.each<[title: string, url: string, code: ByokCode | null, fixed: string | null]>([
    ['a bare host', 'https://r.openai.azure.com', null, null],
    ['a bare host with a slash', 'https://r.openai.azure.com/', null, null],
    ['a serverless endpoint', 'https://r.eastus2.models.ai.azure.com/v1', null, null],
    [
      'a complete URL',
      'https://r.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-10-21',
      null,
      null,
    ],
    ['the v1 API', 'https://r.services.ai.azure.com/openai/v1/responses', null, null],
    [
      'the v1 base, to which VS Code adds another',
      'https://r.openai.azure.com/openai/v1/',
      'path-built-twice',
      'https://r.openai.azure.com',
    ],
    [
      'a deployment',
      'https://r.openai.azure.com/openai/deployments/d',
      'path-built-twice',
      'https://r.openai.azure.com/openai/deployments/d/chat/completions?api-version=2025-01-01-preview',
    ],
    [
      'a Foundry host without an API',
      'https://r.services.ai.azure.com/',
      'unrecognized-url',
      'https://r.services.ai.azure.com/openai/v1/chat/completions',
    ],
    [
      'a project, whose tokens VS Code does not ask for',
      'https://r.services.ai.azure.com/api/projects/p/openai/v1',
      'unrecognized-url',
      'https://r.services.ai.azure.com/openai/v1/chat/completions',
    ],
    [
      'Anthropic’s API on a Foundry host',
      'https://r.services.ai.azure.com/anthropic',
      'unrecognized-url',
      null,
    ],
    ['a gateway', 'https://gw.azure-api.net/openai', 'unrecognized-url', null],
    [
      'a deployment’s API without a version',
      'https://r.openai.azure.com/openai/deployments/d/chat/completions',
      'missing-api-version',
      'https://r.openai.azure.com/openai/deployments/d/chat/completions?api-version=2025-01-01-preview',
    ],
    ['the portal', 'https://ai.azure.com/nextgen/r/abc', 'portal-url', null],
    ['no TLS', 'http://r.openai.azure.com', 'plain-http', 'https://r.openai.azure.com'],
  ])('%s', (_title, url, code, fixed) => {
    const text = chatModels(url);
    const expected: ByokCode[] = code === null ? [] : [code];
    if (url.includes('/projects/')) expected.push('wrong-audience');
    expect(codesIn(path, text)).toEqual(expected);
    expect(applyFixes(path, text)).toBe(fixed === null ? text : chatModels(fixed));
    if (fixed !== null) expect(codesIn(path, chatModels(fixed))).toEqual([]);
  });

  it('sees that a project takes no token for Cognitive Services, and that a key needs none', () => {
    const url = 'https://r.services.ai.azure.com/api/projects/p/openai/v1/responses';
    const inGroup = '"apiKey": "${input:chat.lm.secret.1}",';
    const asked = '"entraScopes": ["https://ai.azure.com/.default"],';
    expect(codesIn(path, chatModels(url))).toEqual(['wrong-audience']);
    expect(codesIn(path, chatModels(url, '', 'azure', inGroup))).toEqual([]);
    expect(codesIn(path, chatModels(url, '', 'azure', asked))).toEqual([]);
  });

  it('sees other clouds and regional endpoints, which Entra does not open from here', () => {
    const government = 'https://r.openai.azure.us/openai/v1/responses';
    const regional = 'https://eastus.api.cognitive.microsoft.com/openai/v1/responses';
    const withKey = '"apiKey": "${input:chat.lm.secret.1}",';
    expect(codesIn(path, chatModels(government))).toEqual(['other-cloud']);
    expect(codesIn(path, chatModels(regional))).toEqual(['regional-endpoint']);
    expect(codesIn(path, chatModels(government, '', 'azure', withKey))).toEqual([]);
    expect(codesIn(path, chatModels(regional, '', 'azure', withKey))).toEqual([]);
  });

  it('says that nobody reads a tenant', () => {
    const tenant = '"tenantId": "3f6c2f4e-8f0b-4d5e-9b7a-2c41d0a7e915",';
    expect(codesIn(path, chatModels('https://r.openai.azure.com', tenant))).toEqual([
      'tenant-not-read',
    ]);
  });

  it('tells a secret from a reference to one and from a placeholder', () => {
    const url = 'https://r.openai.azure.com';
    const withKey = (value: string): ByokCode[] =>
      codesIn(path, chatModels(url, '', 'azure', `"apiKey": "${value}",`));
    expect(withKey(key)).toEqual(['secret-in-file']);
    for (const value of [
      '${input:chat.lm.secret.1}',
      'YOUR_API_KEY_GOES_HERE_PLEASE',
      '',
      'ollama',
    ]) {
      expect(withKey(value)).toEqual([]);
    }
    const header = `"requestHeaders": { "Authorization": "Bearer ${jwt}" }`;
    expect(codesIn(path, chatModels(url, header))).toEqual(['secret-in-file']);
  });

  it('adds /openai/v1 for the custom endpoint, and leaves other vendors alone', () => {
    const bare = 'https://r.openai.azure.com';
    expect(codesIn(path, chatModels(bare, '', 'customendpoint'))).toEqual(['missing-path']);
    expect(applyFixes(path, chatModels(bare, '', 'customendpoint'))).toContain(
      `"${bare}/openai/v1"`,
    );
    expect(codesIn(path, chatModels(`${bare}/openai/v1`, '', 'customendpoint'))).toEqual([]);
    expect(codesIn(path, chatModels('http://localhost:4000', '', 'customendpoint'))).toEqual([]);
    expect(codesIn(path, chatModels('https://r.services.ai.azure.com', '', 'ollama'))).toEqual([]);
  });
});

describe('settings.json', () => {
  const settings = (url: string, authType: string): string => `{
  "editor.fontSize": 12, // points
  "github.copilot.chat.azureAuthType": "${authType}",
  "github.copilot.chat.azureModels": { "gpt-5": { "name": "GPT", "url": "${url}" } },
}`;

  it('checks the models of the older setting, signed in as azureAuthType says', () => {
    const project = 'https://r.services.ai.azure.com/api/projects/p/openai/v1/responses';
    expect(codesIn('.vscode/settings.json', settings(project, 'entraId'))).toEqual([
      'wrong-audience',
    ]);
    expect(codesIn('.vscode/settings.json', settings(project, 'apiKey'))).toEqual([]);
    expect(codesIn('other.json', settings(project, 'entraId'))).toEqual([]);
  });

  it('knows the two kinds of authentication', () => {
    const text = settings('https://r.openai.azure.com', 'entra');
    expect(codesIn('.vscode/settings.json', text)).toEqual(['unknown-auth-type']);
    expect(applyFixes('.vscode/settings.json', text)).toContain('"entraId"');
  });
});

describe('Copilot providers', () => {
  const project = 'https://r.services.ai.azure.com/api/projects/p';
  const account = 'https://r.openai.azure.com';
  const inJson = (type: string, baseUrl: string): string =>
    `{ "provider": { "type": "${type}", "baseUrl": "${baseUrl}", "wireApi": "responses" } }`;

  it.each<[type: string, url: string, code: ByokCode | null, fixed: string | null]>([
    ['openai', `${account}/openai/v1/`, null, null],
    ['openai', `${project}/openai/v1/`, null, null],
    ['openai', 'https://api.openai.com/v1', null, null],
    ['openai', 'http://localhost:11434/v1', null, null],
    ['azure', account, null, null],
    ['azure', project, null, null],
    ['azure', `${account}/openai/deployments/d`, null, null],
    ['openai', account, 'missing-path', inJson('openai', `${account}/openai/v1/`)],
    ['openai', project, 'missing-path', inJson('openai', `${project}/openai/v1/`)],
    [
      'openai',
      `${account}/openai/deployments/d`,
      'missing-path',
      inJson('openai', `${account}/openai/v1/`),
    ],
    [
      'openai',
      `${account}/openai/v1/responses`,
      'path-built-twice',
      inJson('openai', `${account}/openai/v1/`),
    ],
    [
      'azure',
      `${account}/openai/v1/`,
      'path-built-twice',
      inJson('openai', `${account}/openai/v1/`),
    ],
    [
      'azure',
      `${account}/openai/deployments/d/chat/completions`,
      'path-built-twice',
      inJson('azure', account),
    ],
    ['azure', `${account}?api-version=2024-10-21`, 'query-in-base-url', inJson('azure', account)],
  ])('of the type %s at %s', (type, url, code, fixed) => {
    const text = inJson(type, url);
    expect(codesIn('config/agent.json', text)).toEqual(code === null ? [] : [code]);
    expect(applyFixes('config/agent.json', text)).toBe(fixed ?? text);
    if (fixed !== null) expect(codesIn('config/agent.json', fixed)).toEqual([]);
  });

  it('are found in environment files, where a token is spelled out or fetched', () => {
    const text = `# Copilot
export COPILOT_PROVIDER_BASE_URL="${account}"
COPILOT_PROVIDER_BEARER_TOKEN=${jwt}
OTHER_API_KEY=${key}
`;
    expect(codesIn('.env.local', text)).toEqual(['missing-path', 'secret-in-file', 'static-token']);
    expect(applyFixes('.env.local', text)).toContain(`BASE_URL="${account}/openai/v1/"`);
    expect(codesIn('.env', 'COPILOT_PROVIDER_API_KEY=$AZURE_OPENAI_API_KEY\n')).toEqual([]);
    expect(codesIn('.env', `OPENAI_BASE_URL=${account}\nOPENAI_API_KEY=${key}\n`)).toEqual([]);
  });

  const script = `
import { CopilotClient } from '@github/copilot-sdk';
const quote = /["'\`]/; // "it's" a trap
const FOUNDRY_URL = '${project}';
const { token } = await credential.getToken('https://cognitiveservices.azure.com/.default');
const session = await client.createSession({
  model: \`gpt-\${size}\`,
  provider: { type: 'openai', baseUrl: FOUNDRY_URL, bearerToken: token, headers: { a: [1, { b: 2 }] } },
});`;

  it('are found in TypeScript, also through a constant', () => {
    expect(codesIn('src/agent.ts', script)).toEqual([
      'missing-path',
      'wrong-audience',
      'static-token',
    ]);
    const fixed = applyFixes('src/agent.ts', script);
    expect(fixed).toContain(`FOUNDRY_URL = '${project}/openai/v1/'`);
    expect(fixed).toContain("getToken('https://ai.azure.com/.default')");
    expect(codesIn('src/agent.ts', fixed)).toEqual(['static-token']);
  });

  it('are found in Python, as a dict and as a call', () => {
    const python = (provider: string): string => `
"""A module's "docs" with {braces: """
from copilot import CopilotClient
SCOPE = "https://ai.azure.com/.default"  # it's right
provider = ${provider}
`;
    const dict = `{"type": "azure", "base_url": "${account}/openai/v1/", "api_key": os.environ["K"]}`;
    const call = `ProviderConfig(type="openai", base_url="${account}", wire_api="responses")`;
    const computed = `ProviderConfig(type="openai", base_url=f"{url}/openai/v1/", wire_api="responses")`;
    expect(codesIn('agent.py', python(dict))).toEqual(['path-built-twice']);
    expect(codesIn('agent.py', python(call))).toEqual(['missing-path']);
    expect(codesIn('agent.py', python(computed))).toEqual([]);
  });

  it.each([
    [
      'a renewed token',
      `x({ type: 'openai', baseUrl: '${project}/openai/v1/', bearerTokenProvider: get })`,
    ],
    [
      'a name that is assigned twice',
      `let u = '${account}'; u = other; x({ type: 'openai', baseUrl: u })`,
    ],
    [
      'a name that is part of a sum',
      `const u = '${account}' + path; x({ type: 'openai', baseUrl: u })`,
    ],
    ['another client', `new OpenAI({ baseUrl: '${account}', apiKey: '${key}' })`],
    ['a template', `x({ type: 'openai', baseUrl: \`\${url}/openai\` })`],
    ['a comment', `// x({ type: 'openai', baseUrl: '${account}' })`],
    [
      'both audiences in one file',
      `a('https://ai.azure.com/.default'); b('https://cognitiveservices.azure.com/.default');
      x({ type: 'openai', baseUrl: '${project}/openai/v1/', wireApi: 'responses' })`,
    ],
    [
      'an account, which takes both audiences',
      `a('https://ai.azure.com/.default');
      x({ type: 'openai', baseUrl: '${account}/openai/v1/', wireApi: 'responses' })`,
    ],
  ])('give no finding for %s', (_title, text) => {
    expect(codesIn('src/agent.ts', `import '@github/copilot-sdk';\n${text}`)).toEqual([]);
  });
});

describe('files of other clients', () => {
  const provider = `{ "type": "azure", "baseUrl": "https://r.openai.azure.com/openai/v1/" }`;

  it('are left alone: they have the same types and build other paths', () => {
    expect(codesIn('a.json', `{ "models": [${provider}] }`)).toEqual([]);
    expect(codesIn('a.ts', `connect(${provider})`)).toEqual([]);
    expect(codesIn('a.ts', `import 'copilot'; connect(${provider})`)).toEqual(['path-built-twice']);
  });

  it('do not hide a provider behind a bracket or a quote that nobody closes', () => {
    const text = `import 'copilot'; const page = <p>it's [ here ( and</p>;
      connect(${provider}); /* and so on`;
    expect(codesIn('a.tsx', text)).toEqual(['path-built-twice']);
  });
});

describe('what Azure knows', () => {
  const account = {
    name: 'contoso',
    endpoints: ['https://contoso.openai.azure.com/', 'https://contoso.services.ai.azure.com/'],
    keysDisabled: true,
    tenantId: 'b',
  };
  const codes = (group: string, homeTenantId: string | null, keysDisabled = true): ByokCode[] =>
    checkByokFile(
      'chatLanguageModels.json',
      chatModels('https://contoso.openai.azure.com', '', 'azure', group),
      {
        accounts: [{ ...account, keysDisabled }],
        homeTenantId,
      },
    )
      .findings.map(({ code }) => code)
      .filter((code) => code !== 'needs-data-action');
  const withKey = '"apiKey": "${input:chat.lm.secret.1}",';

  it('tells that keys are refused, and that the home tenant is another one', () => {
    expect(codes(withKey, 'a')).toEqual(['keys-disabled']);
    expect(codes('', 'a')).toEqual(['wrong-tenant']);
    expect(codes('', 'B')).toEqual([]);
    expect(codes('', null)).toEqual([]);
    expect(codes(withKey, 'a', false)).toEqual([]);
  });
});

describe('every check', () => {
  const paths = ['chatLanguageModels.json', 'settings.json', 'a.jsonc', '.env', 'a.ts', 'a.py'];
  const shapes = [
    chatModels('https://r.services.ai.azure.com'),
    '"vendor" base_url: {"type": "azure", "baseUrl": `x`',
    'COPILOT_PROVIDER_API_KEY="',
  ];

  it('survives any text, and keeps its spans inside', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc
        .array(
          fc.constantFrom(...shapes, ...'{}[](),:="\'`\\/#\n$ ', 'base_url', 'type', '"azure"'),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(fc.constantFrom(...paths), text, (path, source) => {
        for (const { span } of checkByokFile(path, `baseUrl${source}`).findings) {
          expect(span.start).toBeLessThanOrEqual(span.end);
          expect(span.end).toBeLessThanOrEqual(source.length + 7);
        }
      }),
    );
  });

  it('never shows a secret', () => {
    const texts: [string, string][] = [
      [
        '.env',
        `COPILOT_PROVIDER_BASE_URL=https://r.openai.azure.com?api-key=${key}\nCOPILOT_PROVIDER_API_KEY=${key}`,
      ],
      [
        'chatLanguageModels.json',
        chatModels(`https://r.openai.azure.com/${key}`, `"apiKey": "${key}"`),
      ],
    ];
    for (const [path, text] of texts) {
      const { findings } = checkByokFile(path, text);
      expect(findings).not.toEqual([]);
      expect(findings.map((one: ByokFinding) => byokMessage(one)).join('\n')).not.toContain(key);
    }
  });

  it('names the audience, the data action and the smallest role', () => {
    const { findings } = checkByokFile(
      'chatLanguageModels.json',
      chatModels('https://r.openai.azure.com'),
    );
    expect(findings.map(byokMessage)).toEqual([
      'A call with Entra needs Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action at the account r; Cognitive Services OpenAI User grants it. Token for https://cognitiveservices.azure.com.',
    ]);
    const placeholder = checkByokFile(
      'chatLanguageModels.json',
      chatModels('https://<r>.openai.azure.com'),
    );
    expect(placeholder.findings).toEqual([]);
  });
});
