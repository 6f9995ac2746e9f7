import type {
  BicepFile,
  ObjectLiteral,
  ResourceDeclaration,
  Span,
  SyntaxNode,
} from '../syntax/nodes.ts';
import { plainString } from '../syntax/plain-string.ts';
import { walk } from '../syntax/walk.ts';
import type { BicepFinding } from './finding.ts';
import { spanOf } from './grant-syntax.ts';
import { keyOf, propertyOf } from '../syntax/objects.ts';
import { finding, type BicepRule } from './rule.ts';
import { ruleWords, type SecretKind } from './words.ts';

/** Services around Foundry that let identities in; those that know keys only are left alone. */
const knowIdentities = /^Microsoft\.(?:CognitiveServices\/accounts|Search\/searchServices)@/i;

/** Categories of connections that work with the project's identity. */
const connectionsByIdentity = new Set([
  'azureopenai',
  'aiservices',
  'cognitiveservice',
  'cognitivesearch',
  'azureblob',
  'azurestorageaccount',
  'cosmosdb',
]);

/** Without one of these words there is nothing to look at. */
const anySecret = /list(?:Admin)?Keys|apiKey|AZURE_CLIENT_SECRET/i;

/** A key or a client secret, of a service that would take an identity as well. */
export const secretWhereIdentityWouldDo: BicepRule = {
  worst: 'information',
  sees: 'file',
  judge(path, file) {
    if (!anySecret.test(file.text)) return [];
    const found: BicepFinding[] = [];
    const report = (what: SecretKind, node: Span): void => {
      const message = ruleWords['secret-where-identity-would-do'].message({ what });
      const location = { file: path, span: spanOf(node) };
      found.push(finding('secret-where-identity-would-do', 'information', location, message));
    };
    const byIdentity = symbolsOf(file, knowIdentities);
    walk(file, (node) => {
      if (isListKeysOf(node, byIdentity)) report('account-keys', node);
      if (isClientSecret(node)) report('client-secret', node);
      if (node.kind === 'object') {
        const authType = keyedConnection(node);
        if (authType !== null) report('connection-key', authType);
      }
    });
    return found;
  },
};

function symbolsOf(file: BicepFile, type: RegExp): Set<string> {
  const resources = file.statements.filter(
    (statement): statement is ResourceDeclaration => statement.kind === 'resource',
  );
  return new Set(
    resources
      .filter((resource) => type.test(plainString(resource.type) ?? ''))
      .map(({ name }) => name.name),
  );
}

function isListKeysOf(node: SyntaxNode, symbols: Set<string>): boolean {
  return (
    node.kind === 'call' &&
    /^list(?:Admin)?Keys$/i.test(node.name.name) &&
    node.base?.kind === 'identifier' &&
    symbols.has(node.base.name)
  );
}

/** `AZURE_CLIENT_SECRET` as an application's setting, however settings are written. */
function isClientSecret(node: SyntaxNode): boolean {
  if (node.kind !== 'property') return false;
  if (keyOf(node) === 'AZURE_CLIENT_SECRET') return true;
  return (
    keyOf(node) === 'name' &&
    node.value.kind === 'string' &&
    plainString(node.value) === 'AZURE_CLIENT_SECRET'
  );
}

/** The `authType: 'ApiKey'` of a connection that would work with an identity. */
function keyedConnection(object: ObjectLiteral): SyntaxNode | null {
  const authType = propertyOf(object, 'authType');
  const category = propertyOf(object, 'category');
  if (authType === null || category === null) return null;
  const keyed = plainString(authType.value)?.toLowerCase() === 'apikey';
  const named = plainString(category.value)?.toLowerCase() ?? '';
  return keyed && connectionsByIdentity.has(named) ? authType : null;
}
