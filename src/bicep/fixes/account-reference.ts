import { objectOf, propertyOf } from '../syntax/objects.ts';
import type { BicepFile, Expression, ResourceDeclaration } from '../syntax/nodes.ts';
import { plainString } from '../syntax/plain-string.ts';
import { newlineOf, indentUnitOf, textOf, unusedName } from './style.ts';

/** How to write the account of a project in a file. */
export interface AccountReference {
  /** The symbol, or an expression that gives the resource. */
  symbol: string;
  /** A declaration to put before its first use; null where the file has one. */
  declaration: string | null;
}

const accountType = /^Microsoft\.CognitiveServices\/accounts@(.+)$/i;
const projectType = /^Microsoft\.CognitiveServices\/accounts\/projects@(.+)$/i;

/**
 * The account that a project, as an assignment's scope names it, belongs to: the resource before
 * `::`, the project's parent, or an existing account declared for the first part of its name. Null
 * where the file does not tell.
 */
export function accountReference(file: BicepFile, scope: Expression): AccountReference | null {
  if (scope.kind === 'member' && scope.access === 'nested') {
    return { symbol: textOf(file, scope.base), declaration: null };
  }
  if (scope.kind === 'parenthesized') return accountReference(file, scope.expression);
  if (scope.kind !== 'identifier') return null;
  const project = resourcesOf(file).find(({ name }) => name.name === scope.name);
  const body = project === undefined ? null : objectOf(project.body);
  if (project === undefined || body === null || project.body.kind === 'for') return null;
  const parent = propertyOf(body, 'parent');
  if (parent !== null) return { symbol: textOf(file, parent.value), declaration: null };
  const name = propertyOf(body, 'name');
  const account = name === null ? null : firstSegment(file, name.value);
  const [, version] = projectType.exec(plainString(project.type) ?? '') ?? [];
  if (account === null || version === undefined) return null;
  return declared(file, account) ?? declare(file, account, version, project, body);
}

/** The account that the file declares under a name. */
function declared(file: BicepFile, accountName: string): AccountReference | null {
  const found = resourcesOf(file).find((resource) => {
    const body = objectOf(resource.body);
    const name = body === null ? null : propertyOf(body, 'name');
    return (
      accountType.test(plainString(resource.type) ?? '') &&
      name !== null &&
      textOf(file, name.value) === accountName
    );
  });
  return found === undefined ? null : { symbol: found.name.name, declaration: null };
}

function declare(
  file: BicepFile,
  accountName: string,
  version: string,
  project: ResourceDeclaration,
  body: NonNullable<ReturnType<typeof objectOf>>,
): AccountReference {
  const symbol = unusedName(file, 'foundryAccount');
  const unit = indentUnitOf(file);
  const newline = newlineOf(file);
  // A project of another resource group has its account there as well.
  const scope = project.existing ? propertyOf(body, 'scope') : null;
  const declaration = [
    `resource ${symbol} 'Microsoft.CognitiveServices/accounts@${version}' existing = {`,
    `${unit}name: ${accountName}`,
    ...(scope === null ? [] : [`${unit}scope: ${textOf(file, scope.value)}`]),
    '}',
  ].join(newline);
  return { symbol, declaration };
}

/** The expression before the slash of `'${account}/${project}'`. */
function firstSegment(file: BicepFile, name: Expression): string | null {
  if (name.kind !== 'string') return null;
  const [before, expression, after] = name.parts;
  if (typeof before !== 'string') return null;
  const slash = before.indexOf('/');
  if (slash > 0) return `'${before.slice(0, slash)}'`;
  if (before !== '' || expression === undefined || typeof expression === 'string') return null;
  return typeof after === 'string' && after.startsWith('/') ? textOf(file, expression) : null;
}

function resourcesOf(file: BicepFile): ResourceDeclaration[] {
  return file.statements.filter((statement) => statement.kind === 'resource');
}
