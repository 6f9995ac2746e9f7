import * as vscode from 'vscode';
import * as z from 'zod';
import {
  hookScripts,
  isAzureYaml,
  isEvidence,
  readEvidence,
  type AzdEvidence,
} from '../../azd/evidence.ts';
import type { Deployment } from '../../bicep/grants/role-grant.ts';
import {
  configurationFile,
  ConfigurationSchema,
  ignoredBy,
  noConfiguration,
  type LintConfiguration,
} from '../../bicep/lint/configuration.ts';
import { lintBicep } from '../../bicep/lint/index.ts';
import { folderOf } from '../../bicep/paths.ts';
import type { BicepFinding } from '../../bicep/rules/finding.ts';
import type { BicepFile } from '../../bicep/syntax/nodes.ts';
import { createBicepWorkspace } from '../../bicep/workspace.ts';
import type { Log } from '../log.ts';
import { followLoadedFiles } from './loaded-files.ts';
import { uriAt } from './paths.ts';
import { followWorkspaceFiles, type FileChange } from './workspace-files.ts';

/** What the editor's features ask about the Bicep files of the workspace. */
export interface BicepService extends vscode.Disposable {
  /** Fires a moment after files have changed. */
  onDidChange: vscode.Event<void>;
  deployments(): Deployment[];
  /** The deployments that a file is part of: as their root, or with grants or resources in it. */
  deploymentsOf(path: string): Deployment[];
  file(path: string): BicepFile | undefined;
  findings(path: string): BicepFinding[];
  evidence(): AzdEvidence;
  /** Texts of the azd projects and of scripts, by path. */
  evidenceText(path: string): string | undefined;
  uriOf(path: string): vscode.Uri | undefined;
}

const glob = `{${[
  ...['bicep', 'bicepparam', 'parameters.json'].map((ending) => `**/*.${ending}`),
  ...['azure.yaml', 'azure.yml', 'foundry-identity.json'].map((name) => `**/${name}`),
  ...['infra', 'scripts', 'hooks'].flatMap((folder) =>
    ['sh', 'ps1', 'py', 'json'].map((ending) => `**/${folder}/**/*.${ending}`),
  ),
].join(',')}}`;

/** Scripts and azd projects; everything else is a template or its data, untitled documents too. */
const isScript = (path: string): boolean => /\.(?:sh|ps1|py|ya?ml)$/.test(path);
const isWanted = (path: string): boolean =>
  /\.(?:bicep|bicepparam|json)$/.test(path) || isEvidence(path);

const ExtensionManifest = z.object({ version: z.string() });

/** Reads of the views wait for typing to pause for so long. */
const pause = 150;

/** Reads the workspace and keeps the analysis of it. Resolves when everything has been read. */
export async function startBicepService(log: Log): Promise<BicepService> {
  const workspace = createBicepWorkspace();
  const evidenceTexts = new Map<string, string>();
  const changed = new vscode.EventEmitter<void>();
  let configuration = noConfiguration;
  let configurationFolder = '';
  let evidence: AzdEvidence | null = null;
  const findings = new Map<string, BicepFinding[]>();
  /** Files that templates were found to need and that the search for templates did not bring. */
  const asked = new Set<string>();
  let started = false;
  let timer: NodeJS.Timeout | undefined;

  const setTemplate = (path: string, text: string | null): void => {
    if (text === null) workspace.delete(path);
    else workspace.set(path, text);
  };

  const takeConfiguration = (path: string, text: string | null): void => {
    const read = text === null ? noConfiguration : readConfiguration(text);
    if (read === null) log.info(`${path} is no valid configuration, and is not used.`);
    configuration = read ?? noConfiguration;
    configurationFolder = folderOf(path);
  };

  const take = ({ path, text }: FileChange): void => {
    if (path.endsWith(`/${configurationFile}`)) {
      takeConfiguration(path, text);
      return;
    }
    if (isScript(path)) {
      evidence = null;
      if (text === null) evidenceTexts.delete(path);
      else evidenceTexts.set(path, text);
    }
    // azure.yaml also says which template azd deploys, and a template may load any file.
    if (!isScript(path) || isAzureYaml(path) || asked.has(path)) setTemplate(path, text);
  };

  const files = await followWorkspaceFiles({
    glob,
    accepts: isWanted,
    onChange(changes) {
      findings.clear();
      changes.forEach(take);
      clearTimeout(timer);
      timer = setTimeout(() => {
        changed.fire();
        if (started) void followLoadedFiles(workspace, files, asked);
      }, pause);
    },
    log,
  });

  for (const [project, text] of [...evidenceTexts].filter(([path]) => isAzureYaml(path))) {
    const scripts = hookScripts(project, text).filter((path) => !evidenceTexts.has(path));
    const uri = files.uriOf(project);
    if (uri !== undefined) await files.follow(scripts.map((path) => uriAt(path, uri)));
  }

  await followLoadedFiles(workspace, files, asked);
  started = true;

  const readAllEvidence = (): AzdEvidence => (evidence ??= readEvidence(evidenceTexts));
  const deployments = (): Deployment[] => workspace.analyse().deployments;
  const deploymentsOf = (path: string): Deployment[] =>
    deployments().filter((deployment) => isPartOf(path, deployment));

  /** Judges one file with the deployments that it is part of, and no others: a keystroke waits for it. */
  const lint = (path: string): BicepFinding[] => {
    const concerned = isAzureYaml(path) ? deployments() : deploymentsOf(path);
    const result = lintBicep(
      {
        paths: () => (workspace.file(path) === undefined ? [] : [path]),
        file: (used) => workspace.file(used),
        analyse: () => ({ deployments: concerned }),
      },
      {
        ...readAllEvidence(),
        configuration,
        bicepVersion: installedBicepVersion(),
        ignores: ignoredBy(configuration, configurationFolder),
      },
    );
    return result.findings.filter(({ location }) => location.file === path);
  };
  const findingsIn = (path: string): BicepFinding[] => {
    const found = findings.get(path) ?? lint(path);
    findings.set(path, found);
    return found;
  };

  return {
    onDidChange: changed.event,
    deployments,
    deploymentsOf,
    file: (path) => workspace.file(path),
    findings: findingsIn,
    evidence: readAllEvidence,
    evidenceText: (path) => evidenceTexts.get(path),
    uriOf: (path) => files.uriOf(path),
    dispose() {
      clearTimeout(timer);
      changed.dispose();
      files.dispose();
    },
  };
}

function isPartOf(path: string, { root, grants, resources }: Deployment): boolean {
  return (
    root === path ||
    grants.some(({ location, calls }) => [location, ...calls].some(({ file }) => file === path)) ||
    resources.some(({ declaredAt }) => declaredAt?.file === path)
  );
}

/** The configuration in a text; null where it is none, as while it is being typed. */
function readConfiguration(text: string): LintConfiguration | null {
  try {
    return ConfigurationSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Microsoft's Bicep extension brings the compiler of its own version. */
function installedBicepVersion(): string | null {
  const manifest: unknown = vscode.extensions.getExtension(
    'ms-azuretools.vscode-bicep',
  )?.packageJSON;
  return ExtensionManifest.safeParse(manifest).data?.version ?? null;
}
