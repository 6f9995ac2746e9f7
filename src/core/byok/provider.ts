/** Half-open range of UTF-16 offsets into a file's text. */
export interface Span {
  start: number;
  end: number;
}

/** A text that a file spells out; the span is that of its characters, without the quotes. */
export interface Value extends Span {
  text: string;
}

/**
 * Who reads the configuration. Each builds the request's URL and signs the request in its own way:
 * `vscode-azure` is VS Code's Azure provider, `vscode-custom` its provider for any endpoint, and
 * `copilot` the Copilot SDK and command line.
 */
export type Client = 'vscode-azure' | 'vscode-custom' | 'copilot';

/** How a call is signed, as far as the file shows it. */
export type Credential = 'entra' | 'key' | 'static-token' | 'unknown';

/** A place where a model provider of one's own is configured. */
export interface Provider {
  client: Client;
  /** The configuration's own place, for what no single value is to blame for. */
  span: Span;
  /** Null where the file does not spell it out. */
  url: Value | null;
  /** The deployment's name, where the file spells it out. */
  model: string | null;
  /** The Copilot provider's type; `openai` where it is left out, null where it is no plain text. */
  type: string | null;
  typeValue: Value | null;
  /** The API that is called where the URL does not say it. */
  api: 'chat-completions' | 'responses';
  credential: Credential;
  /** Where a token stands that nobody renews: its value, or the expression that gives it. */
  staticToken: Span | null;
  /** Values that are secrets by their name, wherever they stand. */
  secrets: Value[];
  /** A tenant that the file names. */
  tenant: Value | null;
  /** True where the file says for which audience VS Code shall sign in. */
  ownScopes: boolean;
}

/** Everything about model providers that a file says. */
export interface ByokFile {
  providers: Provider[];
  /** `github.copilot.chat.azureAuthType`, where it is set. */
  authType: Value | null;
  /** The scopes that code asks model tokens for: `https://ai.azure.com/.default`. */
  scopes: Value[];
}
