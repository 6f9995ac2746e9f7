import type { BicepFile, Expression } from '../../../bicep/syntax/nodes.ts';
import { lineMap } from '../../../bicep/syntax/line-map.ts';
import { objectOf, propertyOf } from '../../../bicep/syntax/objects.ts';
import { parseBicep } from '../../../bicep/syntax/parse.ts';
import { plainString } from '../../../bicep/syntax/plain-string.ts';
import { walk } from '../../../bicep/syntax/walk.ts';
import type { DeclaredResource } from './node-facts.ts';

/** Where a Bicep file declares a resource of the kind that is looked for. */
export interface Declaration {
  /** From zero. */
  line: number;
  /** Its symbolic name. */
  symbol: string;
  /** Whether it carries the name that is looked for; otherwise its name is computed. */
  named: boolean;
}

/** Types as a declaration writes them; a project may stand inside its account. */
const types: Record<DeclaredResource['kind'], string[]> = {
  account: ['microsoft.cognitiveservices/accounts'],
  project: ['microsoft.cognitiveservices/accounts/projects', 'projects'],
  identity: ['microsoft.managedidentity/userassignedidentities'],
};

/**
 * Finds the declarations of a kind of resource in a Bicep file, those that carry the name first. A name
 * counts where it stands in the declaration or as the value of a parameter or variable that it mentions.
 */
export function findDeclarations(text: string, { kind, name }: DeclaredResource): Declaration[] {
  const file = parseBicep(text);
  const lines = lineMap(text);
  const holders = symbolsHolding(file, name);
  const found: Declaration[] = [];
  walk(file, (node) => {
    if (node.kind !== 'resource') return;
    const type = plainString(node.type)?.split('@')[0]?.toLowerCase() ?? '';
    if (!types[kind].includes(type)) return;
    const body = objectOf(node.body);
    const value = body && propertyOf(body, 'name')?.value;
    found.push({
      line: lines.positionAt(node.name.start).line,
      symbol: node.name.name,
      named: value ? mentions(value, name, holders) : false,
    });
  });
  return found.sort((a, b) => Number(b.named) - Number(a.named));
}

/** Parameters and variables whose value is the name. */
function symbolsHolding({ statements }: BicepFile, name: string): Set<string> {
  const symbols = statements.flatMap((statement) =>
    (statement.kind === 'param' || statement.kind === 'var') &&
    statement.value &&
    sameName(plainString(statement.value), name)
      ? [statement.name.name]
      : [],
  );
  return new Set(symbols);
}

function mentions(expression: Expression, name: string, holders: Set<string>): boolean {
  let found = false;
  walk(expression, (node) => {
    if (node.kind === 'string') found ||= sameName(plainString(node), name);
    if (node.kind === 'identifier') found ||= holders.has(node.name);
  });
  return found;
}

/** A child may be named with its parent before it: `account/project`. */
function sameName(literal: string | null, name: string): boolean {
  return literal?.split('/').at(-1)?.toLowerCase() === name.toLowerCase();
}
