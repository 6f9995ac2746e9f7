import type { AttemptOutcome } from './attempt.ts';
import type { Freshness } from './freshness.ts';

/** The sentences about every way in which an invocation can end. */
export const outcomeSentences: Record<AttemptOutcome, { title: string; meaning: string }> = {
  answered: {
    title: 'ANSWERED: the agent called its model and got words back',
    meaning: 'No failure stands in the whole stream. Nothing is wrong with its access.',
  },
  recovered: {
    title: 'RECOVERED: failures came first, and an answer after the last of them',
    meaning:
      'The access works. A denial at the beginning is usual for minutes after a version went live or a role was granted.',
  },
  'silent-denial': {
    title: 'SILENT DENIAL: HTTP says 200, and the stream ends with a refusal',
    meaning:
      'The agent ran, and the model it calls refused the identity it calls with. Your own access to the agent is fine.',
  },
  failed: {
    title: 'FAILED: the agent ran, and its last word is a failure that is no denial',
    meaning: 'It does not speak of a missing permission. What it says stands below.',
  },
  'cut-off': {
    title: 'CUT OFF: the stream ended before its end',
    meaning: 'Neither an answer nor a refusal can be concluded from it. Try again.',
  },
  unclear: {
    title: 'UNCLEAR: the agent answered in a form that this program does not know',
    meaning:
      'An agent may answer in any form of its own. No failure was recognised in it; read the frames yourself.',
  },
  refused: {
    title: 'REFUSED: the endpoint of the agent answered with an error',
    meaning:
      'The agent did not answer. A 401 or 403 here is about your own access to the agent, not about the agent’s access to its model.',
  },
  'no-answer': {
    title: 'NO ANSWER: the endpoint could not be reached or did not answer in time',
    meaning: 'Nothing can be concluded about the agent.',
  },
};

/** What to do next, where there is something; null where all is said. */
export const nextSteps: Record<AttemptOutcome, string | null> = {
  answered: null,
  recovered: null,
  'silent-denial':
    'Diagnose the agent: the report names the role that is missing, and the command for it.',
  failed: null,
  'cut-off': 'Invoke it again.',
  unclear: null,
  refused: null,
  'no-answer': 'Check the network; a project behind a private endpoint answers only inside it.',
};

/** Why a denial is not the last word yet. */
export const freshnessSentences: Record<Freshness['kind'], (at: string) => string> = {
  grant: (at) =>
    `A role granted minutes ago is sure to work everywhere only from ${at}: until then a denial proves nothing. Watch for the fix.`,
  version: (at) =>
    `The version was made at ${at}, minutes ago: its first calls can be denied although its roles are right. Try again in some minutes.`,
};

/** What is said before anybody agrees to a call. */
export function consentQuestion(agent: string, calls: number): string {
  const often = calls === 1 ? 'once' : `up to ${calls} times`;
  return `This invokes the agent ${agent} ${often}. The agent runs and calls its model, which may cost money, and its tools may do whatever they do.`;
}
