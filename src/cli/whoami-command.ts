import { Command, Option } from 'commander';
import { publicCloud } from '../core/arm/cloud.ts';
import { renderWhoAmIMarkdown, renderWhoAmIText } from '../core/questions/who-am-i-text.ts';
import type { WhoAmI } from '../core/questions/who-am-i.ts';
import { loadCloudFile, type TrustedCloud } from '../gather/cloud-file.ts';
import { UsageError } from './exit-codes.ts';
import { formatOption } from './format-option.ts';

const formats = {
  text: renderWhoAmIText,
  json: (answer: WhoAmI) => JSON.stringify(answer, null, 2),
  markdown: renderWhoAmIMarkdown,
} as const satisfies Record<string, (answer: WhoAmI) => string>;

interface WhoAmIOptions {
  json?: true;
  cloud?: string;
  format: keyof typeof formats;
}

/** `foundry-identity whoami`: which credential answers here, and as whom. */
export function whoAmICommand(): Command {
  return new Command('whoami')
    .description(
      'list each credential that DefaultAzureCredential would try, and who it answers as',
    )
    .option('--cloud <file>', 'endpoints of a sovereign or private cloud')
    .addOption(formatOption(Object.keys(formats), 'how the answer is printed'))
    .addOption(new Option('--json', 'the same as --format json').implies({ format: 'json' }))
    .action(async ({ cloud: file, format, json }: WhoAmIOptions) => {
      if (json && format !== 'json') {
        throw new UsageError(
          `--json and --format ${format} contradict each other: name one of them.`,
        );
      }
      const { cloud, ca }: TrustedCloud =
        file === undefined ? { cloud: publicCloud } : await loadCloudFile(file);
      const { createCredential, whoAmI } = await import('../gather/index.ts');
      const answer = await whoAmI({
        ...{ cloud, ca, environment: process.env, askChain: true },
        own: [
          {
            label: 'Its own chain: environment, az, azd, a managed identity that is announced',
            credential: createCredential(cloud, { ca }),
          },
        ],
      });
      process.stdout.write(`${formats[format](answer).trimEnd()}\n`);
    });
}
