import { codeOf, errorChain, statusOf } from './error-parts.ts';

/** How MSAL and Node spell in a message that the sign-in service could not be spoken to. */
const unreachableWords =
  /\b(endpoints_resolution_error|network_error|openid_config_error|ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE)\b/;

/** What Entra says (AADSTS…) or a command line (ERROR: …), up to the end of the line. */
const saidBySomebody = /AADSTS\d+:[^\r\n]*|(?<=ERROR: )[^\r\n]+/;

/** How Entra, MSAL and the SDKs say that the sign-in service cannot answer now. */
const failingWords =
  /\b(?:temporarily[_ ]unavailable|ServiceUnavailable|service_not_available|server_error)\b|\bstatus code:? 5\d\d\b|\bAADSTS(?:90006|90024|90033|90036)\b/i;

/** What can be read from the error of a sign-in. MSAL keeps neither the host nor the cause. */
export interface SignInError {
  /** The code of a network that failed; null where the sign-in service did answer. */
  network: string | null;
  /** Whether the sign-in service answered that it cannot answer now. */
  isFailing: boolean;
  /** What Entra or a command line said, one line; null where neither said anything. */
  said: string | null;
}

export function readSignInError(error: unknown): SignInError {
  const text = errorChain(error)
    .map((part) => `${codeOf(part) ?? ''} ${part.message}`)
    .join('\n');
  return {
    network: unreachableWords.exec(text)?.[1] ?? null,
    isFailing:
      failingWords.test(text) || errorChain(error).some((part) => (statusOf(part) ?? 0) >= 500),
    said: saidBySomebody.exec(text)?.[0] ?? null,
  };
}
