import type { GatherRequest, SurveyProgress } from '../gather/index.ts';
import { startOfLine } from './safe-output.ts';

/** Prints one line per finished step where a human watches stderr; scripts see nothing. */
export function progressPrinter(): Pick<GatherRequest, 'onProgress'> {
  if (!process.stderr.isTTY) return {};
  return {
    onProgress({ step, state, reads, message }) {
      if (state === 'finished')
        console.error(`${step}: ${message} (${reads} ${reads === 1 ? 'read' : 'reads'})`);
    },
  };
}

/** Keeps one line on stderr up to date while an inventory is read, where a human watches. */
export function surveyPrinter(): {
  options: { onProgress?: (progress: SurveyProgress) => void };
  clear(): void;
} {
  if (!process.stderr.isTTY) return { options: {}, clear: () => undefined };
  const parts: Record<SurveyProgress['part'], string> = { resources: '', projects: '', access: '' };
  return {
    options: {
      onProgress({ part, done, total }) {
        parts[part] = part === 'resources' ? `${done} resources` : `${part} ${done} of ${total}`;
        const line = Object.values(parts).filter(Boolean).join(', ');
        process.stderr.write(`${startOfLine}${line}`);
      },
    },
    clear: () => {
      process.stderr.write(startOfLine);
    },
  };
}
