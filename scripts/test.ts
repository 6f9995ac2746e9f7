/**
 * `npm test`: every check and test of the repository in turn. `npm test -- unit lint` runs those
 * steps only. The last line counts single checks and tests; the exit code is 1 when one failed.
 */
import type { CheckResult } from '../test/host/check-result.ts';
import { runEditorSuites } from '../test/host/editor-suites.ts';
import { checkProgram } from './checks/programs.ts';
import type { Step } from './checks/step.ts';
import { runVitest } from './checks/vitest.ts';
import { checkVsix } from './checks/vsix.ts';

const steps: readonly Step[] = [
  {
    id: 'types',
    title: 'Types',
    async run() {
      const projects = ['.', 'src/core', 'src/editor/diagnose/webview'];
      const outcomes = await Promise.all(
        projects.map((project) => checkProgram('tsc', ['-p', project])),
      );
      return {
        results: outcomes.flatMap(({ results }) => results),
        output: outcomes.map(({ output }) => output).join(''),
      };
    },
  },
  {
    id: 'lint',
    title: 'Lint, with the directions of imports',
    run: () => checkProgram('eslint', ['--max-warnings', '0', '.']),
  },
  {
    id: 'format',
    title: 'Format',
    run: () => checkProgram('prettier', ['--check', '--log-level', 'warn', '.']),
  },
  { id: 'dead-code', title: 'Dead code', run: () => checkProgram('knip', []) },
  { id: 'build', title: 'Build', run: () => checkProgram('build', []) },
  {
    id: 'unit',
    title: 'Unit tests, and the SDKs and the command line against the embedded Azure',
    needsBuild: true,
    run: () => runVitest('unit'),
  },
  {
    id: 'editor',
    title: 'The extension in a VS Code from npm',
    needsBuild: true,
    run: async () => ({ results: await runEditorSuites('server') }),
  },
  {
    id: 'desktop',
    title: 'The extension in desktop VS Code',
    needsBuild: true,
    onRequest: true,
    run: async () => ({ results: await runEditorSuites('desktop') }),
  },
  {
    id: 'ui',
    title: 'The extension in the browser, clicked through',
    needsBuild: true,
    run: () => runVitest('ui'),
  },
  {
    id: 'az',
    title: 'The copied command, run by the real az',
    needsBuild: true,
    run: () => runVitest('az'),
  },
  { id: 'package', title: 'The package for users', run: checkVsix },
];

function selectSteps(names: readonly string[]): readonly Step[] {
  if (names.length === 0) {
    return steps.filter(({ onRequest }) => onRequest === undefined);
  }
  const unknown = names.filter((name) => !steps.some(({ id }) => id === name));
  if (unknown.length > 0) {
    const known = steps.map(({ id }) => id).join(', ');
    console.error(`There is no step ${unknown.join(', ')}. The steps are: ${known}.`);
    process.exit(64);
  }
  const needBuild = steps.some(({ id, needsBuild }) => names.includes(id) && needsBuild);
  return steps.filter(({ id }) => names.includes(id) || (id === 'build' && needBuild));
}

function count(results: readonly CheckResult[]): string {
  const ofState = (state: CheckResult['state']): number =>
    results.filter((result) => result.state === state).length;
  return `${ofState('passed')} passed, ${ofState('failed')} failed, ${ofState('skipped')} skipped`;
}

/** A step that throws is a failed check: the other steps still run. */
async function runStep(step: Step): Promise<readonly CheckResult[]> {
  console.log(`\n== ${step.title} (${step.id})`);
  const started = performance.now();
  let results: readonly CheckResult[];
  try {
    const outcome = await step.run();
    results = outcome.results;
    if (outcome.output !== undefined && results.some(({ state }) => state === 'failed')) {
      console.log(outcome.output.trimEnd());
    }
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    results = [{ name: step.title, state: 'failed', detail }];
  }
  for (const { name, state, detail } of results) {
    if (state !== 'passed' || detail !== undefined) {
      console.log(`   ${state}: ${name}${detail === undefined ? '' : ` — ${detail}`}`);
    }
  }
  console.log(`   ${count(results)} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  return results;
}

const results: CheckResult[] = [];
for (const step of selectSteps(process.argv.slice(2))) {
  results.push(...(await runStep(step)));
}
console.log(`\n${count(results)}`);
process.exitCode = results.some(({ state }) => state === 'failed') ? 1 : 0;
