import { Command } from 'commander';

/** `foundry-identity samples`: the tenants that ship with the product. */
export function samplesCommand(): Command {
  return new Command('samples')
    .description('list the sample tenants of the embedded Azure')
    .action(async () => {
      const { sampleNames } = await import('../emulator/index.ts');
      for (const name of sampleNames) console.log(name);
    });
}
