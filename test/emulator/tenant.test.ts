import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  loadSample,
  loadTenantFile,
  sampleNames,
  startEmulator,
} from '../../src/emulator/index.ts';
import { call } from './call.ts';
import { ids } from './ids.ts';
import { serve } from './start.ts';

describe('the samples', () => {
  it('begin with the default one', () => {
    expect(sampleNames[0]).toBe('byok-401');
  });

  it.each(sampleNames)('%s starts, and says what a diagnosis should conclude', async (name) => {
    expect(loadSample(name).expect).toBeDefined();
    const emulator = await serve(name);
    const { status } = await call(emulator, `${ids.account}?api-version=2025-06-01`);
    expect(status).toBe(200);
  });

  it('keep fresh: their times are relative to the start', async () => {
    const now = new Date('2030-01-01T00:00:00Z');
    const emulator = await serve('byok-401', {}, () => now);
    const rows = await call(
      emulator,
      `${ids.project}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter=principalId+eq+'${ids.instance}'`,
    );
    expect(rows.at('value.0.properties.createdOn')).toBe('2029-12-02T00:00:00.000Z');
  });
});

describe('a running emulator', () => {
  it('leaves nothing behind, and says so when its port is taken', async () => {
    const emulator = await startEmulator({ tenant: loadSample('healthy') });
    expect(existsSync(emulator.caFile)).toBe(true);
    await expect(
      startEmulator({ tenant: loadSample('healthy'), port: emulator.port }),
    ).rejects.toThrow(`cannot listen on port ${emulator.port} (EADDRINUSE)`);
    await emulator.stop();
    expect(existsSync(dirname(emulator.caFile))).toBe(false);
  });
});

describe('a tenant file', () => {
  let folder: string;
  const write = async (name: string, content: unknown): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tenant-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('may be a patch over a sample, or over another file', async () => {
    await write('base.json', { extends: 'healthy', domain: 'fabrikam.example' });
    const path = await write('tenant.json', {
      extends: './base.json',
      users: { '6b0d93f1-27ce-4a58-b48d-e03f7c5a1926': null },
    });
    const tenant = await loadTenantFile(path);
    expect([tenant.domain, Object.keys(tenant.users)]).toEqual(['fabrikam.example', []]);
  });

  const broken: [title: string, content: unknown, sentence: RegExp][] = [
    ['that is no JSON', '{ "tenantId": ', /is not JSON \(.+\); mend it there\.$/],
    [
      'with an unknown word',
      { extends: 'base', subscription: {} },
      /its top level has "subscription", which/,
    ],
    [
      'with a wrong value',
      { extends: 'base', settings: { modelAccess: 'free' } },
      /settings › modelAccess is wrong \(/,
    ],
    [
      'that lacks something',
      { description: 'Nothing.' },
      /tenantId is missing \(string expected\)/,
    ],
    [
      'with a broken time',
      {
        extends: 'healthy',
        roleAssignments: { 'c0a1d3e5-0007-4f27-8b96-1d5e7f9a2b36': { createdOn: 'yesterday' } },
      },
      /roleAssignments › c0a1d3e5-[^ ]+ › createdOn must be an ISO date .* or a time ago/,
    ],
    [
      'with a name that is no GUID',
      { extends: 'base', groups: { mine: { displayName: 'x' } } },
      /groups › mine has a name that is not a GUID/,
    ],
    [
      'that signs in as nobody',
      { extends: 'base', signIn: 'ghost' },
      /signIn names "ghost", which is not among applications \(doctor, administrator\)/,
    ],
    [
      'that extends nothing',
      { extends: 'no-such-sample' },
      /cannot be read \(ENOENT\); .* extends it: name a file that exists or one of the samples byok-401,/,
    ],
    ['that extends itself', { extends: './broken.json' }, /extends itself/],
  ];
  it.each(broken)('%s gives one sentence', async (_title, content, sentence) => {
    const path = await write('broken.json', content);
    const error = await loadTenantFile(path).then(
      () => null,
      (reason: Error) => reason,
    );
    expect(error?.message).toMatch(sentence);
    expect(error?.message).not.toContain('\n');
    expect(error?.message).toMatch(/^The tenant file .*\.$/);
  });

  it('is not a sample that does not exist', () => {
    expect(() => loadSample('nope')).toThrow(/no sample tenant "nope"; the samples are byok-401,/);
  });
});
