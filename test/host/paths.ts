import { fileURLToPath } from 'node:url';

/** The repository, which is also the folder of the extension under development. */
export const repository = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** What the tests fetch once and keep: a VS Code server, a browser. Git ignores it. */
export const downloads = `${repository}/.vscode-test`;

/** The workspace that `npm start` and the editor tests open. */
export const sampleWorkspace = `${repository}/samples/workspace`;
