import type { AgentSession } from '../facts/session-log.ts';
import { commandsOf } from '../resolution/next-step-text.ts';
import type { Resolution } from '../resolution/resolve.ts';
import type { SessionLog } from './session-log.ts';

/** The sessions of an agent for scripts. */
export type SessionList = AgentSession[];

/** A log for scripts; where it holds a refusal, with whom that names and what to run next. */
export interface LogOutput extends SessionLog, Partial<Omit<Resolution, 'next'>> {
  next?: string[];
}

/** `source` are the options that name the Azure which was asked. */
export function toLogOutput(
  log: SessionLog,
  resolution: Resolution | null,
  source: string[],
): LogOutput {
  return {
    ...log,
    ...(resolution && { ...resolution, next: commandsOf(resolution, source) }),
  };
}
