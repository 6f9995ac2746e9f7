import type { Finding, Outcome, Step, Verdict, VerdictState } from '../../../core/report/report.ts';
import type { IconName } from './icons.ts';

/** How a value looks: its picture, and the tone that a style sheet colours. */
export interface Sign {
  icon: IconName;
  tone: 'good' | 'bad' | 'open' | 'neutral';
}

export const outcomeSigns: Record<Outcome, Sign> = {
  problem: { icon: 'error', tone: 'bad' },
  healthy: { icon: 'pass', tone: 'good' },
  inconclusive: { icon: 'question', tone: 'open' },
};

const stateSigns: Record<VerdictState, Sign> = {
  allowed: { icon: 'pass', tone: 'good' },
  'not-granted': { icon: 'error', tone: 'bad' },
  denied: { icon: 'circle-slash', tone: 'bad' },
  conditional: { icon: 'question', tone: 'open' },
  propagating: { icon: 'history', tone: 'open' },
  'eligible-only': { icon: 'lock', tone: 'bad' },
  'platform-managed': { icon: 'shield', tone: 'good' },
  unknown: { icon: 'question', tone: 'open' },
};

export const severitySigns: Record<Finding['severity'], Sign> = {
  error: { icon: 'error', tone: 'bad' },
  warning: { icon: 'warning', tone: 'open' },
  info: { icon: 'info', tone: 'neutral' },
};

export const stepSigns: Record<Step['status'], Sign> = {
  done: { icon: 'pass', tone: 'good' },
  partial: { icon: 'warning', tone: 'open' },
  failed: { icon: 'error', tone: 'bad' },
  skipped: { icon: 'skip', tone: 'neutral' },
};

/** How a verdict looks. What no call needs is nothing to worry about, so only a required gap is bad. */
export function verdictSign({ state, required }: Verdict): Sign {
  const { icon, tone } = stateSigns[state];
  return { icon, tone: tone === 'bad' && !required ? 'neutral' : tone };
}
