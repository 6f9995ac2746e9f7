import type { ByokReport } from './check-paths.ts';

/** The report for a terminal, one finding a line with its fix below. */
export function renderByokText({ providers, findings }: ByokReport): string {
  const lines = findings.flatMap(({ path, line, column, severity, code, message, fix }) => [
    `${path}:${line}:${column}: ${severity} ${code}: ${message}`,
    ...(fix === null ? [] : [`  Fix: ${fix}`]),
  ]);
  const problems = findings.filter(
    ({ severity }) => severity === 'error' || severity === 'warning',
  );
  const sum = `${count(providers, 'provider')}, ${count(problems.length, 'problem')}.`;
  return [...lines, providers === 0 ? 'No model provider is configured here.' : sum].join('\n');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
