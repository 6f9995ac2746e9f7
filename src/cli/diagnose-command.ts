import { Command, Option } from 'commander';
import type { Asked, DiagnosisFacts } from '../core/facts/diagnosis-facts.ts';
import { diagnose } from '../core/diagnose.ts';
import { renderMarkdown } from '../core/report/markdown.ts';
import type { Report } from '../core/report/report.ts';
import { renderText } from '../core/report/text.ts';
import { wantsColor } from './color.ts';
import { outcomeExitCodes } from './exit-codes.ts';
import { gatherFromAzure, gatherFromTenant } from './gather-from.ts';
import { loadNamedSample, loadTenant } from './load-tenant.ts';
import { loadFacts, saveFacts } from './saved-facts.ts';

const formats = {
  text: (report: Report) => renderText(report, { color: wantsColor(process.stdout) }),
  json: (report: Report) => JSON.stringify(report, null, 2),
  markdown: renderMarkdown,
} as const satisfies Record<string, (report: Report) => string>;

interface DiagnoseOptions extends Asked {
  sample?: string | true;
  tenant?: string;
  cloud?: string;
  facts?: string;
  saveFacts?: string;
  format: keyof typeof formats;
}

/** `foundry-identity diagnose`. The outcome goes to `exitWith` as an exit code. */
export function diagnoseCommand(exitWith: (code: number) => void): Command {
  const sources = ['sample', 'tenant', 'cloud', 'facts'];
  const named = ['subscription', 'account', 'project', 'agent', 'targetAccount'];
  const source = (flags: string, description: string): Option => {
    const option = new Option(flags, description);
    return option.conflicts(sources.filter((name) => name !== option.attributeName()));
  };
  return new Command('diagnose')
    .description('find out why an agent gets a 401; exit code 0 healthy, 1 problem, 2 undecided')
    .addOption(source('--sample [name]', 'diagnose a sample tenant; default byok-401'))
    .addOption(source('--tenant <file>', 'diagnose a tenant file in the embedded Azure'))
    .addOption(source('--cloud <file>', 'endpoints of a sovereign or private cloud'))
    .addOption(
      source('--facts <file>', 'judge saved facts again, without any network').conflicts(named),
    )
    .option('--subscription <name>', 'subscription, by name or id')
    .option('--account <name>', 'Foundry account, by name or ARM id')
    .option('--project <name>', 'project, by name, ARM id or endpoint')
    .option('--agent <name>', 'agent, by name')
    .option('--target-account <name>', 'account that the model calls reach, by name or ARM id')
    .option('--save-facts <file>', 'write what was read, to judge it again elsewhere')
    .addOption(
      new Option('--format <format>', 'how the report is printed')
        .choices(Object.keys(formats))
        .default('text'),
    )
    .action(async (options: DiagnoseOptions) => {
      const facts = await factsOf(options);
      if (options.saveFacts !== undefined) await saveFacts(options.saveFacts, facts);
      const report = diagnose(facts);
      process.stdout.write(`${formats[options.format](report).trimEnd()}\n`);
      exitWith(outcomeExitCodes[report.outcome]);
    });
}

async function factsOf(options: DiagnoseOptions): Promise<DiagnosisFacts> {
  const asked = askedOf(options);
  if (options.facts !== undefined) return loadFacts(options.facts);
  if (options.sample !== undefined) {
    return gatherFromTenant(await loadNamedSample(options.sample), asked);
  }
  if (options.tenant !== undefined)
    return gatherFromTenant(await loadTenant(options.tenant), asked);
  return gatherFromAzure(options.cloud, asked);
}

function askedOf({ subscription, account, project, agent, targetAccount }: DiagnoseOptions): Asked {
  return {
    ...(subscription !== undefined && { subscription }),
    ...(account !== undefined && { account }),
    ...(project !== undefined && { project }),
    ...(agent !== undefined && { agent }),
    ...(targetAccount !== undefined && { targetAccount }),
  };
}
