import { describe, expect, it } from 'vitest';
import { expectOutput } from './output-schema.ts';
import { runCli } from './run-cli.ts';

const watch = (sample: string, ...args: string[]) =>
  runCli(['watch', '--sample', sample, '--agent', 'concierge', '--pause', '0.1', ...args]);

describe('watch', () => {
  it('says that nobody has assigned the role, after its time', async () => {
    const { exitCode, stdout, stderr } = await watch('byok-401', '--for', '0.5');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^NOT GRANTED: /);
    expect(stdout).toContain('Watched for:\n  Microsoft.CognitiveServices/accounts/OpenAI/');
    expect(stderr).toMatch(/^0:00 {2}not assigned yet\n/);
  });

  it('calls the agent only after a yes', async () => {
    const unasked = await watch('healthy', '--invoke');
    expect([unasked.exitCode, unasked.stdout]).toEqual([64, '']);
    expect(unasked.stderr).toContain('--yes');
    const agreed = await watch('healthy', '--invoke', '--yes', '--format', 'json');
    expect(agreed.exitCode).toBe(0);
    expect(await expectOutput('watch', agreed.stdout)).toMatchObject({
      outcome: 'fixed',
      end: { reason: 'answered' },
    });
  });

  it('has nothing to watch where nothing is missing', async () => {
    const { exitCode, stdout } = await watch('healthy');
    expect(exitCode).toBe(2);
    expect(stdout).toContain('there is no assignment to watch for');
  });
});
