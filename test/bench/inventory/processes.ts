import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { RequestRecord } from '../../../src/emulator/index.ts';
import type { EmulatorAddress } from '../../samples/survey-emulator.ts';
import type { TenantSize } from '../tenant/generate-tenant.ts';

/**
 * The embedded Azure, the product and the bare reads each run in a process of their own, so that
 * the memory and the time of one are not those of another. Each is sent its task as one message.
 */
export interface ProcessTasks {
  'emulator-process': TenantSize;
  'survey-process': EmulatorAddress;
  'bare-process': { address: EmulatorAddress; requests: BareRequest[] };
}

export interface ProcessAnswers {
  'emulator-process': EmulatorAddress;
  'survey-process': SurveyMeasures;
  'bare-process': { ms: number; assignments: number };
}

/** Times are milliseconds from the start, memory is in megabytes. */
export interface SurveyMeasures {
  firstPaint: number;
  surveyed: number;
  judged: number;
  /** The most that the process took while it read. */
  peakReading: number;
  /** The most that it took at all. */
  peak: number;
  agents: number;
  identities: number;
  /** What could not be read; a survey that gives up early must not look fast. */
  unread: number;
}

export type BareRequest = Pick<RequestRecord, 'method' | 'path' | 'body'>;

type ProcessName = keyof ProcessTasks;

/** Runs a process until it has answered. */
export async function runProcess<Name extends ProcessName>(
  name: Name,
  task: ProcessTasks[Name],
): Promise<ProcessAnswers[Name]> {
  const { child, answer } = await start(name, task);
  child.disconnect();
  await once(child, 'exit');
  return answer;
}

/** An embedded Azure in another process. */
export interface EmulatorProcess {
  address: EmulatorAddress;
  /** The requests since it was asked last. */
  takeRequests(): Promise<RequestRecord[]>;
  stop(): Promise<void>;
}

export async function startEmulatorProcess(size: TenantSize): Promise<EmulatorProcess> {
  const { child, answer: address } = await start('emulator-process', size);
  return {
    address,
    async takeRequests() {
      child.send('requests');
      const [records] = (await once(child, 'message')) as [RequestRecord[]];
      return records;
    },
    async stop() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

async function start<Name extends ProcessName>(
  name: Name,
  task: ProcessTasks[Name],
): Promise<{ child: ChildProcess; answer: ProcessAnswers[Name] }> {
  const child = fork(await bundle(name));
  child.send(task);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The ${name} ended with code ${code} before it answered.`);
  });
  // An end after the answer is as it should be.
  ended.catch(() => undefined);
  const [answer] = (await Promise.race([once(child, 'message'), ended])) as [ProcessAnswers[Name]];
  return { child, answer };
}

/**
 * The process as one file of plain JavaScript, as the product is shipped: with the sources, Node's
 * memory would hold the compiler that strips their types, and all packages one file at a time.
 */
async function bundle(name: ProcessName): Promise<string> {
  const outfile = fileURLToPath(
    new URL(`../../../node_modules/.cache/bench/${name}.mjs`, import.meta.url),
  );
  await build({
    entryPoints: [fileURLToPath(new URL(`./${name}.ts`, import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
    loader: { '.json': 'json' },
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  });
  return outfile;
}

/** In a process: its task, which comes as the first message. */
export async function receiveTask<Name extends ProcessName>(
  _name: Name,
): Promise<ProcessTasks[Name]> {
  const [task] = (await once(process, 'message')) as [ProcessTasks[Name]];
  return task;
}

/** In a process: answers its task. */
export function sendAnswer<Name extends ProcessName>(
  _name: Name,
  answer: ProcessAnswers[Name],
): void {
  process.send?.(answer);
}
