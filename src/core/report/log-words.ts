import type { LogSilence, LogSilenceKind } from '../rules/log-silence.ts';

/** Why a log says nothing, and what to do about it; a kind without words does not compile. */
const silenceWords: Record<LogSilenceKind, (silence: LogSilence) => string> = {
  'no-connection': () =>
    'The project has no App Insights connection, so nothing that its agents log is kept.',
  'no-component': ({ detail }) =>
    `${detail} The project’s connection names a component that is not there: connect another.`,
  'no-table': ({ detail }) =>
    `${detail} Telemetry of the agent is not set up, or does not get out of its network.`,
  'no-access': ({ detail }) => detail,
  partial: ({ detail }) =>
    `${detail} A denial may stand in the part that is missing: search again later.`,
  'no-answer': ({ detail }) => detail,
  'too-early': ({ component, version, detail }) =>
    `App Insights component ${component} holds no rows of version ${version} yet. ${detail} Rows take minutes to arrive: search again in ten.`,
  'no-rows': ({ component }) =>
    `App Insights component ${component} holds no rows of the agent in the window that was searched.`,
};

/** Why the log neither shows nor rules out a denial, in sentences. */
export function explainSilence(silence: LogSilence): string {
  return silenceWords[silence.kind](silence);
}
