import { Command } from 'commander';

/** `foundry-identity samples`: the tenants that ship with the product. */
export function samplesCommand(): Command {
  return new Command('samples')
    .description('list the sample tenants of the embedded Azure')
    .action(async () => {
      const { loadSample, sampleNames } = await import('../emulator/index.ts');
      const width = Math.max(...sampleNames.map(({ length }) => length));
      for (const name of sampleNames) {
        console.log(`${name.padEnd(width)}  ${loadSample(name).description}`);
      }
    });
}
