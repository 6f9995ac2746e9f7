import { rm } from 'node:fs/promises';
import { build, type BuildOptions } from 'esbuild';

const release = process.argv.includes('--release');

/** What every bundle shares. Names are kept short only in the package that users download. */
const common: BuildOptions = {
  bundle: true,
  format: 'esm',
  target: 'node20',
  minify: release,
  sourcemap: !release,
  logLevel: 'warning',
};

/** CommonJS dependencies inside an ES module bundle still call `require`; this gives them one. */
const requireForDependencies =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

await rm('dist', { recursive: true, force: true });

await Promise.all([
  build({
    ...common,
    platform: 'node',
    entryPoints: { extension: 'src/extension.ts', cli: 'src/cli/main.ts' },
    outdir: 'dist',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    external: ['vscode'],
    // Some packages for VS Code name no `exports`; their CommonJS half would bring a second copy of
    // the Azure libraries along.
    mainFields: ['module', 'main'],
    banner: { js: requireForDependencies },
  }),
  build({
    ...common,
    platform: 'browser',
    target: 'es2022',
    entryPoints: { report: 'src/editor/diagnose/webview/main.ts' },
    outdir: 'dist/webview',
    loader: { '.svg': 'text' },
    // Lit's development build warns in the console that it is one.
    conditions: ['production'],
  }),
]);
