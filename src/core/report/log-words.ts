import { ingestionMinutes, ingestionSource } from '../rules/ingestion.ts';
import type { LogSilence, LogSilenceKind, RecentEvent } from '../rules/log-silence.ts';
import type { ReportedLog } from './report.ts';

/** Why a log says nothing, and what to do about it; a kind without words does not compile. */
const silenceWords: Record<LogSilenceKind, (silence: LogSilence) => string> = {
  'no-connection': () =>
    'The project has no App Insights connection, so nothing that its agents log is kept longer than their sessions are.',
  'no-component': ({ detail }) =>
    `${detail} The project’s connection names a component that is not there: connect another.`,
  'no-table': ({ detail }) =>
    `${detail} Telemetry of the agent is not set up, or does not get out of its network.`,
  'no-access': ({ detail }) => detail,
  partial: ({ detail }) =>
    `${detail} A denial may stand in the part that is missing: search again later.`,
  'no-answer': ({ detail }) => detail,
  'too-early': ({ component, version, recent, newestAt }) =>
    [
      `App Insights component ${component} holds no rows of version ${version} yet.`,
      recent === null ? '' : recentWords[recent.kind](recent.at),
      `A row usually takes up to ${ingestionMinutes} minutes to arrive (${ingestionSource}).`,
      newestWords(newestAt),
      'Search again in some minutes.',
    ]
      .filter(Boolean)
      .join(' '),
  'no-rows': ({ component, version, newestAt, authType }) =>
    [
      newestAt === null
        ? `App Insights component ${component} holds no rows of the agent in the window that was searched.`
        : `App Insights component ${component} holds no rows of version ${version} in the window that was searched.`,
      newestWords(newestAt),
      authType === null
        ? ''
        : `Its connection authenticates with ${authType}, and App Insights connections are known to work with ApiKey only: that may be why.`,
    ]
      .filter(Boolean)
      .join(' '),
};

const recentWords: Record<RecentEvent['kind'], (at: string) => string> = {
  version: (at) => `The version was made at ${at}.`,
  invoke: (at) => `It was called at ${at}.`,
  grant: (at) => `A role was granted at ${at}, and calls made since may be on the way.`,
};

function newestWords(newestAt: string | null): string {
  return newestAt === null
    ? ''
    : `The newest row of the agent, of other versions, is of ${newestAt}.`;
}

/** Why the log neither shows nor rules out a denial, in sentences. */
export function explainSilence(silence: LogSilence): string {
  return silenceWords[silence.kind](silence);
}

const gapWords: Record<NonNullable<ReportedLog['gap']>['kind'], (why: string) => string> = {
  part: (why) =>
    `A part of the log is missing: ${why}. What was found counts; what was not found may stand in that part.`,
  traffic: (why) => `How much the agent wrote to the log is not known: ${why}`,
  all: (why) => `The log did not answer: ${why}`,
};

/** What there is to say about a search of the logs beside its query: one sentence or two each. */
export function logNotes({ gap, others = [], passedOver, connection }: ReportedLog): string[] {
  const named = others.map(({ name, level }) => `${name} (of the ${level})`).join(', ');
  return [
    ...(gap ? [gapWords[gap.kind](gap.why)] : []),
    ...passedOver,
    ...(others.length === 0
      ? []
      : [
          `Searched was the log of connection ${connection?.name ?? ''}. There are others, which were not searched: ${named}.`,
        ]),
  ];
}
