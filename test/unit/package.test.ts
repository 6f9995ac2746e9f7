import { expect, test } from 'vitest';
import typings from '../../node_modules/@types/vscode/package.json' with { type: 'json' };
import manifest from '../../package.json' with { type: 'json' };

test('the code sees no newer VS Code API than the oldest supported VS Code has', () => {
  const majorMinor = (version: string): string => /\d+\.\d+/.exec(version)?.[0] ?? version;
  expect(majorMinor(typings.version)).toBe(majorMinor(manifest.engines.vscode));
});

test('everything is bundled, so whoever installs the package installs nothing else', () => {
  expect(manifest).not.toHaveProperty('dependencies');
});
