/** The formats that model providers are configured in. */
export type FileKind = 'chat-models' | 'settings' | 'json' | 'environment' | 'script' | 'python';

/** By the file's name, the first that fits. */
const kinds: [name: RegExp, kind: FileKind][] = [
  [/(?:^|\/)chatLanguageModels\.json$/i, 'chat-models'],
  [/(?:^|\/)settings\.json$|\.code-workspace$/i, 'settings'],
  [/\.jsonc?$/i, 'json'],
  [/(?:^|\/)\.env(?:\.[\w.-]+)?$|\.env$/i, 'environment'],
  [/\.[mc]?[jt]sx?$/i, 'script'],
  [/\.py$/i, 'python'],
];

/** What a text must hold to configure a model provider. Most files are put aside by it unread. */
const telltale =
  /base_?url|COPILOT_PROVIDER_|chat\.azure(?:Models|AuthType)|"vendor"|bearer_?token/i;

/** Texts beyond this are data, not configuration. */
const longest = 1_000_000;

/** The format that a path's name tells; null for files that are never looked at. */
export function kindOf(path: string): FileKind | null {
  return kinds.find(([name]) => name.test(path))?.[1] ?? null;
}

/** Whether a file may configure a provider. Cheap enough for every document that is opened. */
export function mayConfigure(path: string, text: string): boolean {
  return kindOf(path) !== null && text.length <= longest && telltale.test(text);
}
