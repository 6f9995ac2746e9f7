import type { Finding, Outcome } from '../../../core/rules/finding.ts';
import type { Step } from '../../../core/report/report.ts';
import type { Verdict, VerdictState } from '../../../core/rbac/verdict.ts';
import { stateIcons } from '../../state-icons.ts';
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

const stateTones: Record<VerdictState, Sign['tone']> = {
  allowed: 'good',
  'not-granted': 'bad',
  denied: 'bad',
  conditional: 'open',
  propagating: 'open',
  'eligible-only': 'bad',
  'platform-managed': 'good',
  unknown: 'open',
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
  const tone = stateTones[state];
  return { icon: stateIcons[state], tone: tone === 'bad' && !required ? 'neutral' : tone };
}
