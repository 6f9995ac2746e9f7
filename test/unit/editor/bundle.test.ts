import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { repository } from '../../host/paths.ts';

/** The modules that are loaded when the extension activates: what is imported without `import()`. */
async function activationModules(): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: repository,
    entryPoints: ['src/extension.ts'],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    external: ['vscode'],
  });
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const { path: imported, kind } of metafile.inputs[path]?.imports ?? []) {
      if (kind !== 'dynamic-import') visit(imported);
    }
  };
  visit('src/extension.ts');
  return [...seen];
}

it('loads neither SDKs, nor schemas, nor rules before the first diagnosis', async () => {
  const modules = await activationModules();
  expect(modules).toContain('src/editor/diagnose/feature.ts');
  expect(
    modules.filter((path) => /node_modules|src\/(gather|emulator|core\/[qr])/.test(path)),
  ).toEqual(['src/core/redact.ts', 'src/core/report/vocabulary.ts']);
});
