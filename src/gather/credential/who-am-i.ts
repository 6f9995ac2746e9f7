import type { TokenCredential } from '@azure/core-auth';
import type { Cloud } from '../../core/arm/cloud.ts';
import {
  chainCredentials,
  planes,
  type CredentialOutcome,
  type Outcomes,
  type Plane,
  type WhoAmI,
} from '../../core/questions/who-am-i.ts';
import { redact } from '../../core/redact.ts';
import { ReadFailure } from '../errors/failure.ts';
import { readSignInError } from '../errors/sign-in-error.ts';
import { chainLinks, type Link } from './chain.ts';
import { summaryOf } from './token-claims.ts';

export interface WhoAmIRequest {
  cloud: Cloud;
  /** The certificate authority of a private cloud, as PEM text. */
  ca?: string | undefined;
  /** What the product itself signs in with, each under a name for a person. */
  own: { label: string; credential: TokenCredential }[];
  /** False in a sample tenant: the credentials of this machine mean nothing to it. */
  askChain: boolean;
  environment: NodeJS.ProcessEnv;
}

/**
 * Asks every credential of the default chain on its own, and those of the product, for a token of
 * each plane, and says what came. The tokens themselves stay here.
 */
export async function whoAmI(request: WhoAmIRequest): Promise<WhoAmI> {
  const { cloud, ca, own, askChain, environment } = request;
  const audiences = { arm: cloud.arm.audience, foundry: cloud.foundry.audience };
  const [ownAnswers, chain] = await Promise.all([
    Promise.all(
      own.map(async ({ label, credential }) => ({
        label,
        outcomes: await ask(credential, audiences),
      })),
    ),
    askChain
      ? Promise.all(
          chainCredentials.map(async (credential) => ({
            credential,
            outcomes: await askLink(
              () => chainLinks[credential](cloud, ca, environment),
              audiences,
            ),
          })),
        )
      : null,
  ]);
  return {
    at: new Date().toISOString(),
    cloud: cloud.name,
    audiences,
    tokenCredentials: environment['AZURE_TOKEN_CREDENTIALS'] ?? null,
    own: ownAnswers,
    chain,
  };
}

async function askLink(build: () => Link, audiences: Record<Plane, string>): Promise<Outcomes> {
  let link: Link;
  try {
    link = build();
  } catch (error) {
    // The chain passes over a credential that cannot even be built, say for a malformed tenant id.
    return onEachPlane({ status: 'unavailable', detail: redact(sentenceOf(error)) });
  }
  if (link.kind === 'credential') return ask(link.credential, audiences);
  return onEachPlane({ status: link.kind, detail: link.detail });
}

/** Asks for a token of each plane, the control plane's first: who has nothing for it has nothing. */
async function ask(
  credential: TokenCredential,
  audiences: Record<Plane, string>,
): Promise<Outcomes> {
  const arm = await askFor(audiences.arm, credential);
  if (arm.status === 'unavailable') return onEachPlane(arm);
  return { arm, foundry: await askFor(audiences.foundry, credential) };
}

function onEachPlane(outcome: CredentialOutcome): Outcomes {
  return Object.fromEntries(planes.map((plane) => [plane, outcome])) as Outcomes;
}

async function askFor(audience: string, credential: TokenCredential): Promise<CredentialOutcome> {
  try {
    const token = await credential.getToken(`${audience}/.default`);
    return token === null
      ? { status: 'unavailable', detail: 'It gave no token.' }
      : { status: 'answered', token: summaryOf(token) };
  } catch (error) {
    const status = endsTheChain(error) ? 'failed' : 'unavailable';
    return { status, detail: redact(sentenceOf(error)) };
  }
}

/** The errors after which `ChainedTokenCredential` goes on; any other one ends it. */
const passedOver = [
  'CredentialUnavailableError',
  'AuthenticationRequiredError',
  'AggregateAuthenticationError',
];

function endsTheChain(error: unknown): boolean {
  return !(error instanceof Error && passedOver.includes(error.name));
}

/** The first sentence of what went wrong: the libraries append whole manuals to theirs. */
function sentenceOf(error: unknown): string {
  if (error instanceof ReadFailure) return error.message;
  if (error instanceof Error && error.name === 'AggregateAuthenticationError') {
    return 'None of its credentials has anything to sign in with.';
  }
  const { network, said } = readSignInError(error);
  if (network !== null) return `The sign-in service could not be reached (${network}).`;
  const message = said ?? (error instanceof Error ? error.message : String(error));
  const line = message.trim().split(/[\r\n]/, 1)[0] ?? '';
  const sentence = line.replace(/^Error: /, '').replace(manual, '');
  return /[.!?…]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** Where a message goes on with what to read, or with ids for Microsoft's support. */
const manual =
  /(?<=[.!?])\s+(?:To (?:troubleshoot|mitigate)|Trace ID|For more details|Visit|See)\b.*$/;
