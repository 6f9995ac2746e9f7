import { Command } from 'commander';
import { formatOption } from './format-option.ts';

/** A sample tenant, for who chooses one. */
interface Sample {
  name: string;
  description: string;
}

export type SampleList = Sample[];

const formats = {
  text: (samples: SampleList) => {
    const width = Math.max(...samples.map(({ name }) => name.length));
    return samples
      .map(({ name, description }) => `${name.padEnd(width)}  ${description}`)
      .join('\n');
  },
  json: (samples: SampleList) => JSON.stringify(samples, null, 2),
} as const satisfies Record<string, (samples: SampleList) => string>;

/** `foundry-identity samples`: the tenants that ship with the product. */
export function samplesCommand(): Command {
  return new Command('samples')
    .description('list the sample tenants of the embedded Azure')
    .addOption(formatOption(Object.keys(formats), 'how the list is printed'))
    .action(async ({ format }: { format: keyof typeof formats }) => {
      const { loadSample, sampleNames } = await import('../emulator/index.ts');
      const samples = sampleNames.map((name) => {
        const { description } = loadSample(name);
        return { name, description };
      });
      console.log(formats[format](samples));
    });
}
