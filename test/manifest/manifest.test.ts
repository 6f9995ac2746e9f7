import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import typings from '../../node_modules/@types/vscode/package.json' with { type: 'json' };
import manifest from '../../package.json' with { type: 'json' };
import { repository } from '../host/paths.ts';

test('every picture and program that the manifest names exists', () => {
  const named = JSON.stringify(manifest.contributes).match(/(?<=")(?:\.\/)?media\/[^"]+/g) ?? [];
  const files = [manifest.icon, manifest.main, ...Object.values(manifest.bin), ...named];
  expect(files.filter((file) => !existsSync(join(repository, file)))).toEqual([]);
});

test('the code sees no newer VS Code API than the oldest supported VS Code has', () => {
  const oldest = manifest.engines.vscode.replace('^', '');
  expect(typings.version.split('.').slice(0, 2)).toEqual(oldest.split('.').slice(0, 2));
});

test('everything is bundled, so the package needs no installed dependencies', () => {
  expect(manifest).not.toHaveProperty('dependencies');
});
