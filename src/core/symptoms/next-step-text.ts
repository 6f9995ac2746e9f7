import { bash } from '../fixes/shell.ts';
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
export function renderResolution({ next, limits }: Resolution, source: string[]): string {
  const commands = next.flatMap((step) => commandOf(step, source) ?? []);
  const lines = [
    ...(limits.length === 0
      ? []
      : ['', 'Not everything could be looked up:', ...limits.map((limit) => `  ${limit}`)]),
    ...(commands.length === 0
      ? []
      : ['', 'Run next:', ...commands.map((command) => `  ${command}`)]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
