import { bash } from '../fixes/shell.ts';
import { prose } from '../text/prose.ts';
import type { NextStep, Resolution } from './resolve.ts';

/**
 * The command of a terminal for a next step, or null where a value of it is not known. `source` are
 * the options that name the Azure which was asked. Every value is quoted for bash and zsh.
 */
function commandOf(step: NextStep, source: string[]): string | null {
  switch (step.kind) {
    case 'diagnose':
      return bash(
        ...['foundry-identity', 'diagnose', '--project', step.project.id],
        ...['--agent', step.agent, ...source],
      );
    case 'can':
      if (step.scope === null) return null;
      return bash(
        ...['foundry-identity', 'can', step.principal, step.action, '--at', step.scope, ...source],
      );
  }
}

/** The rest of an explanation for a terminal: what stayed unknown, and what to run next. */
export function renderResolution(resolution: Resolution, source: string[]): string {
  return renderLimits(resolution) + section('Run next:', commandsOf(resolution, source));
}

/** The commands of a terminal for all next steps whose values are known. */
export function commandsOf({ next }: Resolution, source: string[]): string[] {
  return next.flatMap((step) => commandOf(step, source) ?? []);
}

/** Why somebody stayed unknown; empty where nothing hid them. */
export function renderLimits({ limits }: Resolution): string {
  return section(
    'Not everything could be looked up:',
    limits.map((limit) => prose(limit, '', '    ')),
  );
}

function section(title: string, lines: string[]): string {
  return lines.length === 0 ? '' : `\n${title}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}
