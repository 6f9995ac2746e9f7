import { kindOf, mayConfigure } from '../file-kinds.ts';
import type { ByokFile, Provider, Value } from '../provider.ts';
import { copilotOfEnvironment, copilotOfObject } from './copilot-provider.ts';
import { readEnvironment } from './environment.ts';
import { readJsonLiteral } from './json.ts';
import { objectsIn, textMember, type Literal } from './literal.ts';
import { readSourceLiterals } from './source.ts';
import { chatModelProviders, settingsProviders } from './vscode-models.ts';

/**
 * Reads what a file says about model providers. `path` has slashes; only its name counts. Files that
 * say nothing of them, and broken ones as far as they are broken, give nothing.
 */
export function readByokFile(path: string, text: string): ByokFile {
  const nothing: ByokFile = { providers: [], authType: null, scopes: [] };
  const kind = kindOf(path);
  if (kind === null || !mayConfigure(path, text)) return nothing;
  switch (kind) {
    case 'chat-models':
      return { ...nothing, providers: ofJson(text, chatModelProviders) };
    case 'settings': {
      const root = readJsonLiteral(text);
      if (root === null) return nothing;
      const authType = objectsIn(root)
        .map((object) => textMember(object, 'github.copilot.chat.azureAuthType'))
        .find((value) => value !== null);
      return { ...nothing, providers: settingsProviders(root), authType: authType ?? null };
    }
    case 'json':
      return {
        ...nothing,
        providers: ofJson(text, copilotProviders(/copilot|"provider"\s*:/i.test(text))),
      };
    case 'environment':
      return { ...nothing, providers: copilotOfEnvironment(readEnvironment(text)) };
    case 'script':
    case 'python': {
      const { objects, texts } = readSourceLiterals(text, kind);
      const isCopilots = /copilot/i.test(text);
      const providers = objects.flatMap((object) => copilotOfObject(object, isCopilots));
      return { ...nothing, providers, scopes: scopesIn(texts) };
    }
  }
}

function ofJson(text: string, providers: (root: Literal) => Provider[]): Provider[] {
  const root = readJsonLiteral(text);
  return root === null ? [] : providers(root);
}

function copilotProviders(isCopilots: boolean): (root: Literal) => Provider[] {
  return (root) => objectsIn(root).flatMap((object) => copilotOfObject(object, isCopilots));
}

/** Audiences of models. Those of ARM and Graph stand in the same files for other purposes. */
const modelScope = /^https:\/\/(?:cognitiveservices\.azure|ai\.azure)\.(?:com|us)\/?\.default$/i;

function scopesIn(texts: Value[]): Value[] {
  return texts
    .filter(({ text }) => modelScope.test(text))
    .map(({ text, start, end }) => ({ text, start, end }));
}
