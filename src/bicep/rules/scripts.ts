import type { Deployment } from '../grants/role-grant.ts';
import type { ScriptGrant } from '../script-grant.ts';

/**
 * The role assignments that scripts of a deployment's own azd project make: those of a folder that
 * holds the root file. Others of the workspace belong to something else.
 */
export function scriptsBeside({ root }: Deployment, grants: ScriptGrant[]): ScriptGrant[] {
  return grants.filter(({ file }) => root.startsWith(projectFolder(file)));
}

/** A script's path within its azd project, as people there know it. */
export function scriptForPeople({ file }: ScriptGrant): string {
  return file.slice(projectFolder(file).length);
}

/** The folder with azure.yaml, or with the folder that scripts lie in; with a slash at its end. */
function projectFolder(file: string): string {
  const [folder] = /^(?:.*?\/)??(?=(?:infra|scripts|hooks)\/|[^/]*$)/.exec(file) ?? [''];
  return folder;
}
