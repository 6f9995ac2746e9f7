import { decompile, fileOfTemplate } from './arm-template/decompile.ts';
import { moduleReferences } from './evaluate/file-index.ts';
import { evaluateDeployment, type Evaluated } from './grants/evaluate-deployment.ts';
import {
  jsonCandidates,
  jsonParameterPaths,
  readParameterFile,
} from './grants/parameter-candidates.ts';
import type { Deployment, ParameterCandidate, RoleGrant } from './grants/role-grant.ts';
import { resolvePath } from './paths.ts';
import { azdRoots } from './roots.ts';
import type { BicepFile } from './syntax/nodes.ts';
import { parseBicep } from './syntax/parse.ts';

/** All that the workspace's templates say about who is granted what. */
export interface BicepAnalysis {
  deployments: Deployment[];
  /** The grants that are declared in a file, in each deployment that it is a part of. */
  grantsIn(path: string): RoleGrant[];
  /** Files that templates refer to and that the workspace has not been given by now. */
  missing(): string[];
}

/** The files of a workspace and what they come to. Paths are POSIX-like, relative or absolute. */
export interface BicepWorkspace {
  /** Adds a file, or gives it a new text: `.bicep`, `.bicepparam`, JSON, `azure.yaml`, any text. */
  set(path: string, text: string): void;
  delete(path: string): void;
  paths(): string[];
  /** A file as parsed; undefined for what is no Bicep or has not been given. */
  file(path: string): BicepFile | undefined;
  /** Kept until a file changes; then only the deployments that it is a part of are made again. */
  analyse(): BicepAnalysis;
}

export function createBicepWorkspace(): BicepWorkspace {
  const texts = new Map<string, string>();
  const parsed = new Map<string, BicepFile>();
  /** Files that a file uses as modules. */
  const calls = new Map<string, string[]>();
  const evaluated = new Map<string, Evaluated>();
  const changed = new Set<string>();
  let analysis: BicepAnalysis | null = null;
  /** What is deployed, and with what parameters: most changes of a template leave it as it is. */
  let plan: Plan | null = null;

  const forget = (path: string): void => {
    const before = calls.get(path);
    parsed.delete(path);
    if (path.endsWith('.json')) {
      for (const one of parsed.keys()) if (fileOfTemplate(one) === path) parsed.delete(one);
    }
    calls.delete(path);
    changed.add(path);
    analysis = null;
    if (before === undefined || !sameTexts(before, callsOf(path))) plan = null;
  };

  const file = (path: string): BicepFile | undefined => {
    const before = parsed.get(path);
    if (before !== undefined) return before;
    const text = texts.get(path);
    const language = languageOf(path);
    if (text === undefined || language === null) return undefined;
    const now = parseBicep(text, language);
    parsed.set(path, now);
    return now;
  };

  /** Like `file`, and templates in JSON as well: only evaluation reads those. */
  const template = (path: string): BicepFile | undefined => {
    const json = fileOfTemplate(path);
    if (!json.endsWith('.json')) return file(path);
    const before = parsed.get(path);
    const text = texts.get(json);
    if (before !== undefined || text === undefined) return before;
    const written = decompile(path, text);
    if (written === null) return undefined;
    const now = parseBicep(written);
    parsed.set(path, now);
    return now;
  };

  const callsOf = (path: string): string[] => {
    const before = calls.get(path);
    if (before !== undefined) return before;
    const now = modulesOf(path, file(path));
    calls.set(path, now);
    return now;
  };

  const evaluate = (root: string): Evaluated | null => {
    const before = evaluated.get(root);
    if (before !== undefined) return before;
    const rootFile = file(root);
    if (rootFile === undefined) return null;
    const text = (path: string): string | undefined => texts.get(path);
    const now = evaluateDeployment(root, rootFile, { file: template, text });
    evaluated.set(root, now);
    return now;
  };

  const analyse = (): BicepAnalysis => {
    for (const [root, { read }] of evaluated) {
      if ([...changed].some((path) => read.has(path))) evaluated.delete(root);
    }
    changed.clear();
    if (plan === null) {
      plan = planOf(texts, file, callsOf);
      const roots = new Set(plan.roots);
      for (const root of evaluated.keys()) if (!roots.has(root)) evaluated.delete(root);
    }
    const { roots, candidates } = plan;
    const deployments: Deployment[] = [];
    for (const root of roots) {
      const result = evaluate(root);
      if (result === null) continue;
      deployments.push({ ...result.deployment, parameters: candidates.get(root) ?? [] });
    }
    return {
      deployments,
      grantsIn: byFile(deployments),
      missing: () => {
        const read = [...evaluated.values()].flatMap((one) => [...one.read]);
        return [...new Set(read.map(fileOfTemplate))].filter((path) => !texts.has(path));
      },
    };
  };

  return {
    set(path, text) {
      if (texts.get(path) === text) return;
      texts.set(path, text);
      forget(path);
    },
    delete(path) {
      if (!texts.delete(path)) return;
      forget(path);
      plan = null;
    },
    paths: () => [...texts.keys()],
    file,
    analyse: () => (analysis ??= analyse()),
  };
}

interface Plan {
  roots: string[];
  candidates: ReadonlyMap<string, ParameterCandidate[]>;
}

function planOf(
  texts: ReadonlyMap<string, string>,
  file: (path: string) => BicepFile | undefined,
  callsOf: (path: string) => string[],
): Plan {
  const paths = [...texts.keys()];
  const candidates = readCandidates(paths, texts, file);
  const templates = paths.filter((path) => languageOf(path) === 'bicep');
  const deployed = new Set([...candidates.keys(), ...azdRoots(texts)]);
  return { candidates, roots: rootsOf(templates, callsOf, deployed) };
}

const sameTexts = (left: string[], right: string[]): boolean =>
  left.length === right.length && left.every((text, index) => text === right[index]);

function languageOf(path: string): BicepFile['language'] | null {
  if (path.endsWith('.bicepparam')) return 'bicepparam';
  return path.endsWith('.bicep') ? 'bicep' : null;
}

function modulesOf(path: string, file: BicepFile | undefined): string[] {
  if (file === undefined) return [];
  return moduleReferences(file)
    .map((reference) => resolvePath(path, reference))
    .filter((resolved) => resolved !== null)
    .map((resolved) => resolved.replace(/\.json$/, '.bicep'));
}

/**
 * Files that are deployed by themselves: those that no other file uses as a module, and those that
 * something outside the templates deploys. Of files that only use each other, the first is taken.
 */
function rootsOf(
  templates: string[],
  callsOf: (path: string) => string[],
  deployed: ReadonlySet<string>,
): string[] {
  const called = new Set(templates.flatMap((path) => callsOf(path).filter((one) => one !== path)));
  const roots = templates.filter((path) => !called.has(path) || deployed.has(path));
  const reached = new Set<string>();
  const reach = (start: string): void => {
    const waiting = [start];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (reached.has(path)) continue;
      reached.add(path);
      waiting.push(...callsOf(path));
    }
  };
  roots.forEach(reach);
  for (const path of templates) {
    if (reached.has(path)) continue;
    roots.push(path);
    reach(path);
  }
  return roots;
}

/** What parameters files give, by the root file that they are for. */
function readCandidates(
  paths: string[],
  texts: ReadonlyMap<string, string>,
  file: (path: string) => BicepFile | undefined,
): Map<string, ParameterCandidate[]> {
  const candidates = new Map<string, ParameterCandidate[]>();
  const add = (root: string, found: ParameterCandidate[]): void => {
    candidates.set(root, [...(candidates.get(root) ?? []), ...found]);
  };
  for (const path of paths) {
    if (path.endsWith('.bicepparam')) {
      const read = readParameterFile(path, file);
      if (read.root !== null) add(read.root, read.candidates);
    } else if (path.endsWith('.bicep')) {
      for (const beside of jsonParameterPaths(path)) {
        const text = texts.get(beside);
        if (text !== undefined) add(path, jsonCandidates(beside, text));
      }
    }
  }
  return candidates;
}

function byFile(deployments: Deployment[]): (path: string) => RoleGrant[] {
  let index: Map<string, RoleGrant[]> | null = null;
  return (path) => {
    if (index === null) {
      index = new Map();
      for (const grant of deployments.flatMap(({ grants }) => grants)) {
        const { file } = grant.location;
        const before = index.get(file);
        if (before === undefined) index.set(file, [grant]);
        else before.push(grant);
      }
    }
    return index.get(path) ?? [];
  };
}
