import { markdownText } from '../text/markdown-text.ts';
import {
  chainOf,
  chainResult,
  planes,
  type ChainResult,
  type CredentialOutcome,
  type Outcomes,
  type Plane,
  type TokenSummary,
  type WhoAmI,
} from './who-am-i.ts';

/** A line with what belongs under it. */
interface Item {
  text: string;
  details: string[];
}

interface Section {
  title: string;
  items: Item[];
}

const title = 'Who am I calling as?';

/** The answer for a terminal. */
export function renderWhoAmIText(answer: WhoAmI): string {
  const sections = sectionsOf(answer).map(({ title: heading, items }) =>
    [
      heading,
      ...items.flatMap(({ text, details }) => [
        `  ${text}`,
        ...details.map((detail) => `      ${detail}`),
      ]),
    ].join('\n'),
  );
  return `${[`${title} ${readAt(answer)}`, ...sections].join('\n\n')}\n`;
}

/** The answer as Markdown. */
export function renderWhoAmIMarkdown(answer: WhoAmI): string {
  const sections = sectionsOf(answer).map(({ title: heading, items }) =>
    [
      `## ${markdownText(heading)}\n`,
      ...items.flatMap(({ text, details }) => [
        `- ${markdownText(text)}`,
        ...details.map((detail) => `  - ${markdownText(detail)}`),
      ]),
    ].join('\n'),
  );
  return `${[`# ${title}`, markdownText(readAt(answer)), ...sections].join('\n\n')}\n`;
}

/** The gist in one sentence: who the product calls as, for the control plane. */
export function sayWhoAnswers({ own }: WhoAmI): string {
  const names = own.flatMap(({ outcomes: { arm } }) =>
    arm.status === 'answered' ? [whoWords(arm.token)] : [],
  );
  const distinct = [...new Set(names)];
  return distinct.length === 0
    ? 'Nobody is signed in to Azure here.'
    : `You are calling as ${distinct.join(' and ')}.`;
}

const readAt = ({ at, cloud }: WhoAmI): string => `Asked at ${at}, cloud ${cloud}.`;

const planeNames: Record<Plane, string> = { arm: 'Azure Resource Manager', foundry: 'Foundry' };

function sectionsOf(answer: WhoAmI): Section[] {
  return [
    { title: 'Foundry Identity Doctor calls as', items: answer.own.map(ownItem) },
    ...chainSections(answer),
    {
      title: 'What an agent sees',
      items: [
        {
          text: 'None of this. In its container, DefaultAzureCredential answers as the agent’s own identity, so a role that you hold is none that the agent holds.',
          details: [],
        },
      ],
    },
  ];
}

function ownItem({ label, outcomes }: WhoAmI['own'][number]): Item {
  return { text: label, details: outcomeDetails(outcomes) };
}

function chainSections({ chain, tokenCredentials, audiences }: WhoAmI): Section[] {
  if (chain === null) return [];
  const named = chainOf(tokenCredentials) ?? [];
  return [
    {
      title: 'DefaultAzureCredential on this machine would call as',
      items: planes.map((plane) => ({
        text: `${planeNames[plane]} (${audiences[plane]}): ${resultWords(chainResult(chain, tokenCredentials, plane))}`,
        details: [],
      })),
    },
    {
      title:
        tokenCredentials === null
          ? 'Its credentials, in the order in which it tries them'
          : `Its credentials, in the order in which it tries them; AZURE_TOKEN_CREDENTIALS is “${tokenCredentials}”`,
      items: chain.map(({ credential, outcomes }, index) => ({
        text: `${index + 1}. ${credential}${named.includes(credential) ? '' : ' (taken out by AZURE_TOKEN_CREDENTIALS)'}: ${statusWords[outcomes.arm.status]}`,
        details: outcomeDetails(outcomes),
      })),
    },
  ];
}

function resultWords(result: ChainResult): string {
  switch (result.kind) {
    case 'answers': {
      const { token, credential, untried } = result;
      const unless = untried.length === 0 ? '' : `, unless ${untried.join(' or ')} answers first`;
      return `${whoWords(token)}, by ${credential}${unless}.`;
    }
    case 'stops':
      return `nobody: ${result.credential} fails, and the chain ends there. ${result.detail}`;
    case 'nobody': {
      const unless =
        result.untried.length === 0 ? '' : `, unless ${result.untried.join(' or ')} answers`;
      return `nobody${unless}.`;
    }
    case 'invalid':
      return 'nobody: it does not start with this value of AZURE_TOKEN_CREDENTIALS, which takes “dev”, “prod” or the name of one credential.';
  }
}

const statusWords: Record<CredentialOutcome['status'], string> = {
  answered: 'answers',
  unavailable: 'has nothing to sign in with',
  failed: 'fails, which ends the chain',
  'not-tried': 'was not tried',
};

/** What came for each plane; one line where it is the same for both. */
function outcomeDetails(outcomes: Outcomes): string[] {
  const lines = planes.map((plane) => ({ plane, text: outcomeWords(outcomes[plane]) }));
  const [first] = lines;
  if (first !== undefined && lines.every(({ text }) => text === first.text)) return [first.text];
  return lines.map(({ plane, text }) => `${planeNames[plane]}: ${text}`);
}

function outcomeWords(outcome: CredentialOutcome): string {
  return outcome.status === 'answered' ? tokenWords(outcome.token) : outcome.detail;
}

function tokenWords(token: TokenSummary): string {
  const { objectId, tenantId, clientId, audience, expiresAt } = token;
  const parts = [
    `object ${objectId ?? 'not said'}`,
    `tenant ${tenantId ?? 'not said'}`,
    `audience ${audience ?? 'not said'}`,
    token.kind === 'user' && clientId !== null ? `signed in through client ${clientId}` : null,
    token.kind === 'application' && clientId !== null ? `client ${clientId}` : null,
    `expires ${expiresAt ?? 'at a time it does not say'}`,
  ];
  return `${whoWords(token)}; ${parts.filter((part) => part !== null).join(', ')}.`;
}

const kindWords: Record<TokenSummary['kind'], string> = {
  user: 'user',
  application: 'application or managed identity',
};

const whoWords = ({ name, clientId, objectId, kind }: TokenSummary): string =>
  `${name ?? clientId ?? objectId ?? 'somebody'} (${kindWords[kind]})`;
