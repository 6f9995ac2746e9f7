import * as z from 'zod';
import { findSymptomsIn } from '../symptoms/explain.ts';
import type { Symptom, SymptomClass } from '../symptoms/symptom.ts';
import type { Frame } from './frames.ts';

/**
 * What an agent's answer was, whatever its HTTP status said:
 * `answered`: words of the model came, and no failure. `recovered`: failures came first, and words
 * after the last of them. `silent-denial`: the last word is a refusal of the caller's identity, under
 * a status of success. `failed`: the last word is another failure. `cut-off`: it ended in the middle.
 * `unclear`: nothing in it is known, which is how an agent of any protocol of its own may answer.
 */
export type StreamOutcome =
  'answered' | 'recovered' | 'silent-denial' | 'failed' | 'cut-off' | 'unclear';

export interface StreamVerdict {
  outcome: StreamOutcome;
  /** What the failures say, the most telling first; the ones before a recovery too. */
  symptoms: Symptom[];
  /** What each frame is, in their order. */
  roles: FrameRole[];
}

export type FrameRole = 'answer' | 'failure' | 'end' | 'lifecycle';

/** Refusals that speak of the identity or what it may do, and not of load, routes or networks. */
const denials: SymptomClass[] = [
  'missing-data-action',
  'permission-denied',
  'provider-401',
  'deny-assignment',
  'control-plane',
  'wrong-audience',
  'wrong-tenant',
  'key-auth-disabled',
  'wrong-key-or-endpoint',
  'masked-denial',
];

/** How the reading ended: the server closed the stream, or the connection broke first. */
export type StreamEnd = 'closed' | 'broken';

/** Reads a whole stream: the first failure decides nothing, since an answer may follow it. */
export function classifyStream(frames: Frame[], end: StreamEnd): StreamVerdict {
  const roles = frames.map(roleOf);
  const failures = frames.filter((_frame, index) => roles[index] === 'failure');
  const symptoms = findSymptomsIn(failures.map(({ text }) => text).join('\n'));
  const complete = end === 'closed' && (roles.includes('end') || !promisesAnEnd(frames));
  return { outcome: outcomeOf(roles, symptoms, complete), symptoms, roles };
}

function outcomeOf(roles: FrameRole[], symptoms: Symptom[], complete: boolean): StreamOutcome {
  const lastWord = roles.findLast((role) => role === 'answer' || role === 'failure');
  if (lastWord === 'failure') {
    return symptoms.some(({ class: kind }) => denials.includes(kind)) ? 'silent-denial' : 'failed';
  }
  if (!complete) return 'cut-off';
  if (lastWord === undefined) return 'unclear';
  return roles.includes('failure') ? 'recovered' : 'answered';
}

/** The names by which frames of the known protocols tell what they are. */
const roleOfName: Record<string, FrameRole> = {
  'model.call_failure': 'failure',
  'session.error': 'failure',
  error: 'failure',
  'response.failed': 'failure',
  'response.error': 'failure',
  'response.incomplete': 'failure',
  'assistant.message': 'answer',
  'assistant.message_delta': 'answer',
  'response.output_text.delta': 'answer',
  'response.output_text.done': 'answer',
  done: 'end',
};

const Named = z.looseObject({ type: z.string().optional() });
const WithError = z.looseObject({ error: z.union([z.looseObject({}), z.string().min(1)]) });
const WithResponse = z.looseObject({
  status: z.string().optional(),
  response: z.looseObject({ status: z.string().optional() }).optional(),
  output: z.array(z.unknown()).optional(),
});

function roleOf({ event, text, json }: Frame): FrameRole {
  if (text.trim() === '[DONE]') return 'end';
  const type = Named.safeParse(json).data?.type;
  const named = [type, event].flatMap((name) => roleOfName[name ?? ''] ?? []);
  if (named.length > 0) return named[0] ?? 'lifecycle';
  if (WithError.safeParse(json).success) return 'failure';
  const answer = WithResponse.safeParse(json).data;
  const status = answer?.response?.status ?? answer?.status;
  if (status === 'failed') return 'failure';
  // The completed response closes the stream, and a whole JSON body is answer and end in one.
  if (status === 'completed') return answer?.output === undefined ? 'end' : 'answer';
  return 'lifecycle';
}

/** Protocols that say when they end: a stream of theirs without it was cut off. */
function promisesAnEnd(frames: Frame[]): boolean {
  return frames.some(({ event, json }) => {
    const type = Named.safeParse(json).data?.type ?? event ?? '';
    return /^(?:response\.(?:created|in_progress)|session\.|assistant\.turn_start)/.test(type);
  });
}
