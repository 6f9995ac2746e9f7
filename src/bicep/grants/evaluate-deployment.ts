import { rootScope } from '../evaluate/deployment-scope.ts';
import { indexOf } from '../evaluate/file-index.ts';
import type { Frame, Run } from '../evaluate/frame.ts';
import { alternativeKeys } from '../evaluate/resource-node.ts';
import type { BicepFile } from '../syntax/nodes.ts';
import { collect, type Collected } from './collect.ts';
import type { ResourceRef } from './role-grant.ts';
import { tellingOutputs } from './telling-outputs.ts';
import type { Deployment } from './role-grant.ts';

/** Where the evaluation reads. */
export interface TemplateFiles {
  file(path: string): BicepFile | undefined;
  text(path: string): string | undefined;
}

/** A deployment with the paths that were asked for, there or not: it holds until one of them changes. */
export interface Evaluated {
  deployment: Omit<Deployment, 'parameters'>;
  read: ReadonlySet<string>;
}

/** Everything that deploying a root file grants. */
export function evaluateDeployment(root: string, file: BicepFile, files: TemplateFiles): Evaluated {
  const read = new Set([root]);
  const run: Run = {
    file(path) {
      read.add(path);
      return files.file(path);
    },
    text(path) {
      read.add(path);
      return files.text(path);
    },
    gaps: [],
    declared: new Map(),
    imported: new Map(),
    modules: 0,
    depth: 0,
  };
  const index = indexOf(file);
  const frame: Frame = {
    run,
    path: root,
    file,
    index,
    scope: rootScope(index.targetScope),
    arguments: null,
    name: null,
    key: '',
    calls: [],
    conditions: [],
    repeated: false,
    values: new Map(),
    modules: new Map(),
  };
  const collected: Collected = { grants: [], resources: [] };
  collect(frame, collected);
  recognize(collected, run.declared);
  const { grants } = collected;
  const resources = uniqueResources(collected.resources);
  const outputs = tellingOutputs(frame, grants, resources);
  return { deployment: { root, grants, resources, outputs, gaps: run.gaps }, read };
}

/** Each resource once, as the declaration that makes it where there is one. */
function uniqueResources(resources: ResourceRef[]): ResourceRef[] {
  const unique = new Map<string, ResourceRef>();
  for (const resource of resources) {
    const before = unique.get(resource.key);
    if (before === undefined || (!before.created && resource.created)) {
      unique.set(resource.key, resource);
    }
  }
  return [...unique.values()];
}

/**
 * Sees references to resources that the deployment makes, wherever it makes them: they get its key,
 * and are to a new resource too.
 */
function recognize(
  { grants, resources }: Collected,
  declared: ReadonlyMap<string, ResourceRef>,
): void {
  const seen = new Set<ResourceRef>();
  const see = (resource: ResourceRef): void => {
    if (seen.has(resource)) return;
    seen.add(resource);
    if (resource.parent !== null) see(resource.parent);
    if (!declared.has(resource.key)) {
      const key = alternativeKeys(resource).find((one) => declared.has(one));
      resource.key = key ?? resource.key;
    }
    const made = declared.get(resource.key);
    if (made === undefined) return;
    resource.created = true;
    resource.declaredAt ??= made.declaredAt;
  };
  resources.forEach(see);
  for (const { scope, principal } of grants) {
    if (scope.kind === 'resource') see(scope.resource);
    if ('resource' in principal) {
      see(principal.resource);
      principal.key = `${principal.kind}:${principal.resource.key}`;
    }
  }
}
