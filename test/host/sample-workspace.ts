import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { sampleWorkspace } from './paths.ts';

export interface WorkspaceCopy extends AsyncDisposable {
  /** Absolute path of a folder that may be changed freely. */
  readonly path: string;
}

/** Copies the sample workspace, so that neither a test nor a person trying things changes it. */
export async function copySampleWorkspace(): Promise<WorkspaceCopy> {
  const scratch = await mkdtemp(join(tmpdir(), 'foundry-identity-workspace-'));
  const path = join(scratch, basename(sampleWorkspace));
  await cp(sampleWorkspace, path, { recursive: true });
  return {
    path,
    async [Symbol.asyncDispose]() {
      await rm(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
