import type { Deployment, GrantCondition, Location, ResourceRef } from '../grants/role-grant.ts';
import type { BicepFile, ModuleDeclaration, Span, Statement } from '../syntax/nodes.ts';
import type { FileIndex } from './file-index.ts';
import type { ModuleInstance } from './module-instance.ts';
import type { DeploymentScope, Value } from './value.ts';

/** One evaluation of a deployment: what it reads, and what it finds on the way. */
export interface Run {
  /** A file of the workspace; that it was asked for is remembered. */
  file(path: string): BicepFile | undefined;
  /** The text of any file of the workspace, likewise. */
  text(path: string): string | undefined;
  gaps: Deployment['gaps'];
  /** Resources that the deployment declares, by key. */
  declared: Map<string, ResourceRef>;
  /** Files whose exported variables and functions were imported, by path. */
  imported: Map<string, Frame>;
  /** Modules evaluated so far, and how deep expressions are nested just now. */
  modules: number;
  depth: number;
}

/** The values that a module call gives, evaluated when they are asked for. */
export interface Arguments {
  get(name: string): Value | undefined;
  names(): string[];
}

/** One file as one call of it sees it. */
export interface Frame {
  run: Run;
  path: string;
  file: BicepFile;
  index: FileIndex;
  scope: DeploymentScope;
  /** Null in a root file, whose parameters come from outside. */
  arguments: Arguments | null;
  /** `deployment().name`; null in a root file. */
  name: Value | null;
  /** Tells calls of one file apart without naming them. */
  key: string;
  /** The module calls that lead here. */
  calls: Location[];
  /** What has to hold for this file to be deployed. */
  conditions: GrantCondition[];
  repeated: boolean;
  /** Values of symbols that have been evaluated; null while one is being evaluated. */
  values: Map<Statement, Value | null>;
  modules: Map<ModuleDeclaration, ModuleInstance[]>;
}

/** Variables of loops, lambdas and functions. */
export type Locals = { name: string; value: Value; next: Locals } | null;

export function lookUp(locals: Locals, name: string): Value | null {
  for (let one = locals; one !== null; one = one.next) if (one.name === name) return one.value;
  return null;
}

export function locate(frame: Frame, { start, end }: Span): Location {
  return { file: frame.path, span: { start, end } };
}
