import { writeFile } from 'node:fs/promises';
import { downloads } from './paths.ts';
import { installOnce } from './install-once.ts';
import { runProcess } from './run-process.ts';

/**
 * The npm package that carries a complete VS Code server (the real workbench and the real Node
 * extension host). The version is exact, so that everybody tests against the same VS Code.
 */
const packageName = 'code-server';
const packageVersion = '4.139.1';

/**
 * Installs the VS Code server from the npm registry on first use, and returns its folder. Install
 * scripts stay off: they would compile native modules that nothing here needs.
 */
export async function installVsCodeServer(): Promise<string> {
  const folder = await installOnce(
    `${downloads}/${packageName}-${packageVersion}`,
    async (unfinished) => {
      console.log(`Fetching VS Code (${packageName} ${packageVersion}) from the npm registry …`);
      await writeFile(`${unfinished}/package.json`, '{ "private": true }\n');
      await npmInstall(unfinished, [
        '--no-package-lock',
        '--save-exact',
        `${packageName}@${packageVersion}`,
      ]);
      await npmInstall(serverFolder(unfinished), ['--omit=dev']);
    },
  );
  return serverFolder(folder);
}

function serverFolder(installation: string): string {
  return `${installation}/node_modules/${packageName}/lib/vscode`;
}

async function npmInstall(folder: string, args: readonly string[]): Promise<void> {
  const command = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund'];
  const environment = { ...process.env };
  // Inside `npm test` this names the repository as the place to install into.
  delete environment['npm_config_local_prefix'];
  const options = { cwd: folder, env: environment };
  const npmScript = process.env['npm_execpath'];
  const result = npmScript
    ? await runProcess(process.execPath, [npmScript, ...command, ...args], options)
    : await runProcess('npm', [...command, ...args], options);
  if (result.exitCode !== 0) {
    throw new Error(`npm could not install the VS Code server:\n${result.output}`);
  }
}
