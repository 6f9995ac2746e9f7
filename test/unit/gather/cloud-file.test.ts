import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { publicCloud } from '../../../src/core/arm/cloud.ts';
import { loadCloudFile } from '../../../src/gather/cloud-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foundry-identity-cloud-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function cloudFile(text: string): Promise<string> {
  const path = join(folder, 'test.cloud.json');
  await writeFile(path, text);
  return path;
}

describe('a cloud file', () => {
  it('names the endpoints and, beside it, the certificate authority', async () => {
    const pem = '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n';
    await writeFile(join(folder, 'ca.pem'), pem);
    const path = await cloudFile(JSON.stringify({ ...publicCloud, caFile: 'ca.pem' }));
    const cloud = { ...publicCloud, caFile: join(folder, 'ca.pem') };
    expect(await loadCloudFile(path)).toEqual({ cloud, ca: pem });
  });

  it.each([
    ['not JSON', '{', /is not valid JSON\.$/],
    ['not a cloud', '{"name": "x"}', /is wrong at authority: /],
    ['without its CA', JSON.stringify({ ...publicCloud, caFile: 'none.pem' }), /does not exist\.$/],
  ])('that is %s makes one sentence', async (_what, text, sentence) => {
    await expect(loadCloudFile(await cloudFile(text))).rejects.toThrow(sentence);
  });

  it('that is not there makes one sentence', async () => {
    await expect(loadCloudFile(join(folder, 'absent.json'))).rejects.toThrow(/does not exist\.$/);
  });
});
