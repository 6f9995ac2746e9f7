/** What an error text means, decided by its words: Foundry answers 401 for many different things. */
export type SymptomClass =
  | 'missing-data-action'
  | 'permission-denied'
  | 'provider-401'
  | 'key-auth-disabled'
  | 'network-closed'
  | 'wrong-audience';

export interface Symptom {
  class: SymptomClass;
  /** Object id or UPN that the text names. */
  principal: string | null;
  /** Data action that the text names. */
  action: string | null;
  /** `POST /openai/v1/responses` and the like. */
  operation: string | null;
  /** Audiences that the service would have taken, as the text lists them. */
  audiences: string[];
}

/**
 * `The principal X lacks the required data action Y to perform Z operation`: the quotes may be
 * backticks, apostrophes or gone, and the principal may be missing.
 */
const missingDataAction =
  /principal(?: [`'"]?([^`'"\s\\]+)[`'"]?)? lacks the required data action [`'"]?([\w./*-]+)[`'"]? to perform [`'"]?(\w+ [^\s`'"]+)[`'"]? operation/i;

/**
 * Signatures from the most to the least telling: one text often holds several, and the one that
 * names principal and action explains the others. A provider at a plain http address is a local proxy,
 * whose 401 says nothing about roles.
 */
const signatures: [SymptomClass, RegExp][] = [
  ['missing-data-action', missingDataAction],
  ['key-auth-disabled', /AuthenticationTypeDisabled|Key based authentication is disabled/i],
  ['network-closed', /Public access is disabled/i],
  ['wrong-audience', /audience is incorrect|InvalidAuthenticationTokenAudience/i],
  ['permission-denied', /Principal does not have access to API\/Operation|PermissionDenied/i],
  ['provider-401', /Authentication failed with provider at https:[\s\S]{0,300}?HTTP 401/i],
];

/** `audience is incorrect (X or Y)`: the service lists what it would take. */
const acceptedAudiences = /audience is incorrect \(([^)]+)\)/i;

/** The most telling symptom in a text, or null where it shows none. */
export function classifySymptom(text: string): Symptom | null {
  const found = signatures.find(([, pattern]) => pattern.test(text));
  if (found === undefined) return null;
  const [kind] = found;
  const detail = kind === 'missing-data-action' ? missingDataAction.exec(text) : null;
  return {
    class: kind,
    principal: detail?.[1] ?? null,
    action: detail?.[2] ?? null,
    operation: detail?.[3] ?? null,
    audiences: acceptedAudiences.exec(text)?.[1]?.split(/ or |, */) ?? [],
  };
}
