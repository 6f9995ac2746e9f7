import * as vscode from 'vscode';
import { isEvidence, readEvidence, type AzdEvidence } from '../../azd/evidence.ts';
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

const isTemplate = (path: string): boolean => /\.(?:bicep|bicepparam|json)$/.test(path);
const isWanted = (path: string): boolean => isTemplate(path) || isEvidence(path);

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
  let findings: Map<string, BicepFinding[]> | null = null;
  let timer: NodeJS.Timeout | undefined;

  const takeConfiguration = (path: string, text: string | null): void => {
    const read = text === null ? noConfiguration : readConfiguration(text);
    if (read === null) log.info(`${path} is no valid configuration, and is not used.`);
    configuration = read ?? noConfiguration;
    configurationFolder = folderOf(path);
  };

  const take = ({ path, text }: FileChange): void => {
    if (path.endsWith(`/${configurationFile}`)) {
      takeConfiguration(path, text);
    } else if (isEvidence(path)) {
      evidence = null;
      if (text === null) evidenceTexts.delete(path);
      else evidenceTexts.set(path, text);
    } else if (text === null) {
      workspace.delete(path);
    } else {
      workspace.set(path, text);
    }
  };

  const files = await followWorkspaceFiles({
    glob,
    accepts: isWanted,
    onChange(changes) {
      findings = null;
      changes.forEach(take);
      clearTimeout(timer);
      timer = setTimeout(() => changed.fire(), pause);
    },
    log,
  });

  const readAllEvidence = (): AzdEvidence => (evidence ??= readEvidence(evidenceTexts));
  const lint = (): Map<string, BicepFinding[]> => {
    if (findings !== null) return findings;
    findings = new Map();
    const result = lintBicep(workspace, {
      ...readAllEvidence(),
      configuration,
      ignores: ignoredBy(configuration, configurationFolder),
    });
    for (const finding of result.findings) {
      const { file } = finding.location;
      findings.set(file, [...(findings.get(file) ?? []), finding]);
    }
    return findings;
  };

  const deployments = (): Deployment[] => workspace.analyse().deployments;
  return {
    onDidChange: changed.event,
    deployments,
    deploymentsOf: (path) => deployments().filter((deployment) => isPartOf(path, deployment)),
    file: (path) => workspace.file(path),
    findings: (path) => lint().get(path) ?? [],
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
