import type { Explanation } from '../symptoms/explanation.ts';
import { commandsOf } from './next-step-text.ts';
import type { Resolution } from './resolve.ts';

/** An explanation for scripts; with what was looked up about it and what to run next, if it was. */
export interface ExplainOutput extends Explanation, Partial<Omit<Resolution, 'next'>> {
  next?: string[];
}

/** `source` are the options that name the Azure which was asked. */
export function toExplainOutput(
  explanation: Explanation,
  resolution: Resolution | null,
  source: string[],
): ExplainOutput {
  return {
    ...explanation,
    ...(resolution && { ...resolution, next: commandsOf(resolution, source) }),
  };
}
