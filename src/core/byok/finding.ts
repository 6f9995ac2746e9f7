import type { HostFamily } from './endpoint.ts';
import type { Client, Span } from './provider.ts';

/** What each finding says beside its code. None of it is ever a secret. */
interface Arguments {
  'plain-http': { host: string };
  'portal-url': { host: string };
  'unrecognized-url': { host: string; family: HostFamily };
  'path-built-twice': { client: Client; path: string };
  'missing-path': { client: Client; host: string };
  'missing-api-version': { path: string };
  'query-in-base-url': object;
  'wrong-audience': { host: string; asked: string; expected: string };
  'other-cloud': { host: string };
  'regional-endpoint': { host: string };
  'tenant-not-read': object;
  'wrong-tenant': { resource: string; home: string; needed: string };
  'keys-disabled': { resource: string; client: Client };
  'static-token': object;
  'secret-in-file': object;
  'unknown-auth-type': { text: string };
  'needs-data-action': { action: string; at: string; role: string; audience: string };
}

export type ByokCode = keyof Arguments;

/** A change that makes the configuration right; offered only where there is one right way. */
export interface ByokFix {
  title: string;
  edits: (Span & { newText: string })[];
}

/** Something in a configuration that leads, or may lead, to a refusal. */
export type ByokFinding = {
  [Code in ByokCode]: { code: Code; args: Arguments[Code]; span: Span; fix: ByokFix | null };
}[ByokCode];

/** A sentence for every code: one without words does not compile. */
export type ByokWords = { [Code in ByokCode]: (args: Arguments[Code]) => string };

export type ByokSeverity = 'error' | 'warning' | 'information' | 'hint';
