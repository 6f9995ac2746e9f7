import * as z from 'zod';
import type { Witness } from '../../core/questions/access-question-facts.ts';
import { redact } from '../../core/redact.ts';
import { ReadFailure } from '../errors/failure.ts';

const Decision = z.looseObject({ actionId: z.string().nullish(), accessDecision: z.string() });

/** Seen as a bare list; newer interfaces of the kind wrap their lists, so that is taken, too. */
const Answer = z.union([
  z.array(Decision),
  z.object({ value: z.array(Decision) }).transform(({ value }) => value),
]);

const decisions: Record<string, Witness['decision']> = {
  allowed: 'allowed',
  notallowed: 'not-allowed',
  denied: 'not-allowed',
};

/** How much of an answer is kept for people to look at. Characters. */
const longestRaw = 4_000;

/**
 * The body of a question to checkAccess. Microsoft documents neither this nor the answer: both are
 * as other projects (guard, ARO-RP, LangChain's preflight) send and read them.
 */
export function checkAccessBody(question: {
  principalId: string;
  action: string;
  isDataAction: boolean;
  scope: string;
}): unknown {
  return {
    Subject: { Attributes: { ObjectId: question.principalId } },
    Actions: [{ Id: question.action, IsDataAction: question.isDataAction }],
    Resource: { Id: question.scope },
  };
}

/** The decision about one action. Throws `ZodError` or `ReadFailure` where the answer has none. */
export function parseCheckAccess(answer: unknown, action: string): Witness {
  const list = Answer.parse(answer);
  const own =
    list.find(({ actionId }) => actionId?.toLowerCase() === action.toLowerCase()) ??
    list.find(({ actionId }) => actionId === undefined || actionId === null);
  const decision = own && decisions[own.accessDecision.toLowerCase()];
  if (decision === undefined) {
    throw new ReadFailure(
      'malformed',
      `checkAccess answered without a decision about ${action} that this product understands.`,
    );
  }
  return { decision, raw: redact(JSON.stringify(own)).slice(0, longestRaw) };
}
