import { useProjectEndpoint } from '../fixes/use-project-endpoint.ts';
import type { BicepFile, Expression, ResourceDeclaration, SyntaxNode } from '../syntax/nodes.ts';
import { plainString } from '../syntax/plain-string.ts';
import { walk } from '../syntax/walk.ts';
import type { BicepFinding } from './finding.ts';
import { spanOf } from './grant-syntax.ts';
import { keyOf, propertyOf } from '../syntax/objects.ts';
import { finding, type BicepRule } from './rule.ts';
import { ruleWords } from './words.ts';

/** Names under which clients look for the endpoint of a Foundry project. */
const projectEndpointName = /project_?(?:endpoint|url)/i;

const accountHost = /\.(?:cognitiveservices|openai)\.azure\.com/i;
const accountType = /^Microsoft\.CognitiveServices\/accounts@/i;

/** A name that speaks of the project's endpoint, with a value that is the account's. */
export const accountEndpointForProject: BicepRule = {
  worst: 'warning',
  sees: 'file',
  judge(path, file) {
    if (!projectEndpointName.test(file.text)) return [];
    const found: BicepFinding[] = [];
    walk(file, (node) => {
      const named = namedValue(node);
      if (named === null || !projectEndpointName.test(named.name)) return;
      if (!isAccountEndpoint(named.value, file, 2)) return;
      const message = ruleWords['account-endpoint-for-project'].message({ name: named.name });
      const location = { file: path, span: spanOf(named.value) };
      const fixes = useProjectEndpoint(location, file);
      found.push(finding('account-endpoint-for-project', 'warning', location, message, { fixes }));
    });
    return found;
  },
};

/** A variable, an output, a property, or an element `{ name: …, value: … }` of settings. */
function namedValue(node: SyntaxNode): { name: string; value: Expression } | null {
  switch (node.kind) {
    case 'var':
    case 'output':
      return { name: node.name.name, value: node.value };
    case 'property':
      return { name: keyOf(node) ?? '', value: node.value };
    case 'object': {
      const name = propertyOf(node, 'name');
      const value = propertyOf(node, 'value');
      const text = name === null ? null : plainString(name.value);
      return text === null || value === null ? null : { name: text, value: value.value };
    }
    default:
      return null;
  }
}

/** Follows variables of the file, so many steps. */
function isAccountEndpoint(value: Expression, file: BicepFile, steps: number): boolean {
  switch (value.kind) {
    case 'string': {
      const text = value.parts.filter((part) => typeof part === 'string').join('');
      return accountHost.test(text) && !text.includes('/api/projects');
    }
    case 'identifier': {
      const variable = file.statements.find(
        (statement) => statement.kind === 'var' && statement.name.name === value.name,
      );
      return (
        variable?.kind === 'var' && steps > 0 && isAccountEndpoint(variable.value, file, steps - 1)
      );
    }
    case 'member':
      return value.name.name === 'endpoint' && isPropertiesOfAccount(value.base, file);
    case 'parenthesized':
      return isAccountEndpoint(value.expression, file, steps);
    case 'ternary':
      return [value.whenTrue, value.whenFalse].some((branch) =>
        isAccountEndpoint(branch, file, steps),
      );
    default:
      return false;
  }
}

function isPropertiesOfAccount(value: Expression, file: BicepFile): boolean {
  if (value.kind !== 'member' || value.name.name !== 'properties') return false;
  const { base } = value;
  return file.statements.some(
    (statement): statement is ResourceDeclaration =>
      statement.kind === 'resource' &&
      base.kind === 'identifier' &&
      statement.name.name === base.name &&
      accountType.test(plainString(statement.type) ?? ''),
  );
}
