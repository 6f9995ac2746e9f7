import type { Location } from '../bicep/grants/role-grant.ts';
import type { CommentedText } from '../bicep/lint/suppressions.ts';
import { resolvePath } from '../bicep/paths.ts';
import type { ScriptGrant } from '../bicep/script-grant.ts';
import { readAzureYaml } from './azure-yaml.ts';
import { yamlComments } from './yaml-comments.ts';
import { readScriptGrants } from './script-grants.ts';

/** What the azd projects of a workspace say beside their templates. */
export interface AzdEvidence {
  scriptGrants: ScriptGrant[];
  /** Services that host an agent, with the place of their names in azure.yaml. */
  agentServices: { name: string; location: Location }[];
  /** Each azure.yaml with its comments. */
  commented: CommentedText[];
}

/** Whether a file can say something: an azure.yaml, or a script where scripts of deployments live. */
export function isEvidence(path: string): boolean {
  return isAzureYaml(path) || /(?:^|\/)(?:infra|scripts|hooks)\/.*\.(?:sh|ps1|py)$/.test(path);
}

export function isAzureYaml(path: string): boolean {
  return /(?:^|\/)azure\.ya?ml$/.test(path);
}

/** The scripts that the hooks of an azure.yaml run, wherever they lie: paths that may not exist. */
export function hookScripts(path: string, text: string): string[] {
  const scripts = (readAzureYaml(text)?.hooks ?? [])
    .map(({ run }) => run.trim())
    .filter((run) => /^[^\s]+\.(?:sh|ps1|py)$/.test(run));
  return scripts.flatMap((run) => resolvePath(path, run) ?? []);
}

/** Reads the evidence out of azd projects and scripts. Files that say nothing do no harm. */
export function readEvidence(files: Iterable<[path: string, text: string]>): AzdEvidence {
  const evidence: AzdEvidence = { scriptGrants: [], agentServices: [], commented: [] };
  for (const [path, text] of files) {
    const project = isAzureYaml(path) ? readAzureYaml(text) : null;
    if (project !== null) evidence.commented.push(commentedYaml(path, text));
    for (const { name, span } of project?.agents ?? []) {
      evidence.agentServices.push({ name, location: { file: path, span } });
    }
    evidence.scriptGrants.push(...readScriptGrants(path, text));
  }
  return evidence;
}

/** A file in YAML as suppressions see it: findings are shown on the line of a key. */
function commentedYaml(path: string, text: string): CommentedText {
  return { path, text, mark: '#', comments: yamlComments(text), placeOf: (offset) => offset };
}
