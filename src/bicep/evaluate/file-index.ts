import type {
  BicepFile,
  ModuleDeclaration,
  ResourceDeclaration,
  Statement,
} from '../syntax/nodes.ts';
import { objectOf } from '../syntax/objects.ts';
import { plainString } from '../syntax/plain-string.ts';

/** What can stand for a value by its name. */
export type Named =
  Extract<Statement, { kind: 'param' | 'var' }> | ResourceDeclaration | ModuleDeclaration;

/** A name that comes from another file; `name` is null for the whole file under an alias. */
export interface Import {
  from: string;
  name: string | null;
}

/** What a file declares, by name. */
export interface FileIndex {
  /** Parameters, variables, resources (nested ones too) and modules. */
  symbols: Map<string, Named>;
  functions: Map<string, Extract<Statement, { kind: 'func' }>>;
  outputs: Map<string, Extract<Statement, { kind: 'output' }>>;
  imports: Map<string, Import>;
  /** All resources, nested ones after the one they stand in. */
  resources: ResourceDeclaration[];
  modules: ModuleDeclaration[];
  /** The resource that a nested one stands in. */
  outer: Map<ResourceDeclaration, ResourceDeclaration>;
  targetScope: string;
}

const indices = new WeakMap<BicepFile, FileIndex>();

/** The index of a file, made once. */
export function indexOf(file: BicepFile): FileIndex {
  const before = indices.get(file);
  if (before !== undefined) return before;
  const index = makeIndex(file);
  indices.set(file, index);
  return index;
}

function makeIndex(file: BicepFile): FileIndex {
  const index: FileIndex = {
    symbols: new Map(),
    functions: new Map(),
    outputs: new Map(),
    imports: new Map(),
    resources: [],
    modules: [],
    outer: new Map(),
    targetScope: 'resourceGroup',
  };
  for (const statement of file.statements) {
    switch (statement.kind) {
      case 'target-scope':
        index.targetScope = plainString(statement.value) ?? index.targetScope;
        break;
      case 'param':
      case 'var':
        index.symbols.set(statement.name.name, statement);
        break;
      case 'resource':
        addResource(index, statement, null);
        break;
      case 'module':
        index.symbols.set(statement.name.name, statement);
        index.modules.push(statement);
        break;
      case 'func':
        index.functions.set(statement.name.name, statement);
        break;
      case 'output':
        index.outputs.set(statement.name.name, statement);
        break;
      case 'import':
        addImport(index, statement);
        break;
      default:
    }
  }
  return index;
}

function addResource(
  index: FileIndex,
  resource: ResourceDeclaration,
  outer: ResourceDeclaration | null,
): void {
  index.resources.push(resource);
  // A nested resource may have the name of a declaration of the file, which is then meant.
  if (outer === null || !index.symbols.has(resource.name.name)) {
    index.symbols.set(resource.name.name, resource);
  }
  if (outer !== null) index.outer.set(resource, outer);
  for (const member of objectOf(resource.body)?.members ?? []) {
    if (member.kind === 'resource') addResource(index, member, resource);
  }
}

function addImport(index: FileIndex, statement: Extract<Statement, { kind: 'import' }>): void {
  const from = statement.from && plainString(statement.from);
  if (from === null) return;
  if (statement.alias !== null) index.imports.set(statement.alias.name, { from, name: null });
  for (const { name, alias } of statement.items ?? []) {
    const text = name.kind === 'identifier' ? name.name : plainString(name);
    if (text !== null) index.imports.set(alias?.name ?? text, { from, name: text });
  }
}

/** The references of a file's modules, as they are written. */
export function moduleReferences(file: BicepFile): string[] {
  return indexOf(file)
    .modules.map(({ reference }) => plainString(reference))
    .filter((path) => path !== null);
}

const types = new WeakMap<ResourceDeclaration, string | null>();

/** The type of a resource without the API version, in lower case; null where it cannot be read. */
export function typeOf(declaration: ResourceDeclaration): string | null {
  const before = types.get(declaration);
  if (before !== undefined) return before;
  const type = writtenType(declaration)?.toLowerCase() ?? null;
  types.set(declaration, type);
  return type;
}

/** The type of a resource without the API version, in the author's case. */
export function writtenType({ type }: ResourceDeclaration): string | null {
  return plainString(type)?.split('@')[0] ?? null;
}
