/** The credentials of `DefaultAzureCredential`, in the order in which it tries them. */
export const chainCredentials = [
  'EnvironmentCredential',
  'WorkloadIdentityCredential',
  'ManagedIdentityCredential',
  'VisualStudioCodeCredential',
  'AzureCliCredential',
  'AzurePowerShellCredential',
  'AzureDeveloperCliCredential',
  'BrokerCredential',
] as const;

export type ChainCredential = (typeof chainCredentials)[number];

/** What a token says about itself. Never the token. */
export interface TokenSummary {
  audience: string | null;
  tenantId: string | null;
  objectId: string | null;
  kind: 'user' | 'application';
  /** The user's UPN or the application's name. */
  name: string | null;
  /** Client id of the application that asked for the token: for a user, the tool they signed in with. */
  clientId: string | null;
  /** ISO 8601, UTC. */
  expiresAt: string | null;
}

/** How a credential answered for one audience. Every `detail` is one redacted sentence. */
export type CredentialOutcome =
  | { status: 'answered'; token: TokenSummary }
  /** It has nothing to sign in with here: the chain goes on with the next one. */
  | { status: 'unavailable'; detail: string }
  /** It had something, and Entra refused it: the chain ends there, with an error. */
  | { status: 'failed'; detail: string }
  /** It was not asked. */
  | { status: 'not-tried'; detail: string };

/** The audiences that are asked about: the control plane's and Foundry's. */
export const planes = ['arm', 'foundry'] as const;
export type Plane = (typeof planes)[number];

export type Outcomes = Record<Plane, CredentialOutcome>;

/** How one credential of the chain answered. */
export interface CredentialAnswer {
  credential: ChainCredential;
  outcomes: Outcomes;
}

/** How a sign-in of this product answered: one for each tenant that it is signed in to. */
export interface OwnAnswer {
  /** What it signs in with, for a person. */
  label: string;
  outcomes: Outcomes;
}

/** What "Who am I calling as?" found out. */
export interface WhoAmI {
  /** ISO 8601, UTC. */
  at: string;
  cloud: string;
  audiences: Record<Plane, string>;
  /** The value of AZURE_TOKEN_CREDENTIALS, which narrows the chain; null where it is not set. */
  tokenCredentials: string | null;
  /** What this product itself calls as. */
  own: OwnAnswer[];
  /**
   * Every credential of the chain, in its order, also those that AZURE_TOKEN_CREDENTIALS takes out.
   * Null where the chain was not asked, because a sample tenant knows nothing of this machine.
   */
  chain: CredentialAnswer[] | null;
}

/** What the chain comes to for an audience. */
export type ChainResult =
  /** `untried` stand before it and were not asked: should one of them answer, it would win. */
  | { kind: 'answers'; credential: ChainCredential; token: TokenSummary; untried: string[] }
  /** A credential failed, so that none after it is tried. */
  | { kind: 'stops'; credential: ChainCredential; detail: string }
  | { kind: 'nobody'; untried: string[] }
  /** AZURE_TOKEN_CREDENTIALS has a value that the chain refuses to start with. */
  | { kind: 'invalid' };

/** What AZURE_TOKEN_CREDENTIALS leaves of the chain; null where the chain refuses the value. */
export function chainOf(tokenCredentials: string | null): readonly ChainCredential[] | null {
  if (tokenCredentials === null) return chainCredentials;
  const value = tokenCredentials.trim().toLowerCase();
  if (value === '') return chainCredentials;
  const deployed = chainCredentials.slice(0, 3);
  if (value === 'prod') return deployed;
  if (value === 'dev') return chainCredentials.filter((name) => !deployed.includes(name));
  const named = chainCredentials.find((name) => name.toLowerCase() === value);
  // The broker is part of the chain, but has no name for this variable.
  return named === undefined || named === 'BrokerCredential' ? null : [named];
}

/** Which credential `DefaultAzureCredential` would answer with, as the chain itself decides it. */
export function chainResult(
  chain: CredentialAnswer[],
  tokenCredentials: string | null,
  plane: Plane,
): ChainResult {
  const names = chainOf(tokenCredentials);
  if (names === null) return { kind: 'invalid' };
  const untried: string[] = [];
  for (const { credential, outcomes } of chain) {
    const outcome = outcomes[plane];
    if (!names.includes(credential)) continue;
    if (outcome.status === 'answered') {
      return { kind: 'answers', credential, token: outcome.token, untried };
    }
    if (outcome.status === 'failed') return { kind: 'stops', credential, detail: outcome.detail };
    if (outcome.status === 'not-tried') untried.push(credential);
  }
  return { kind: 'nobody', untried };
}
