/**
 * What `--help` shows of each command in use. The first ones run anywhere; the others name what a
 * reader puts in place of it.
 */
export const examples: Record<string, string[]> = {
  diagnose: [
    'diagnose --sample',
    'diagnose --account contoso-foundry --project shop --agent concierge',
    'diagnose --agent concierge --format markdown --save-facts facts.json',
  ],
  can: [
    'can agent:concierge Microsoft.CognitiveServices/accounts/OpenAI/responses/write --at contoso-foundry --sample',
    'can me Microsoft.Authorization/roleAssignments/write --at contoso-foundry',
  ],
  compare: [
    'compare me agent:concierge --at contoso-foundry --sample',
    'compare ada@contoso.com bo@contoso.com --at contoso-foundry/shop',
  ],
  list: [
    'list agent:concierge --at contoso-foundry/shop --sample',
    'list me --at /subscriptions/3f6c2f4e-8f0b-4d5e-9b7a-2c41d0a7e915',
  ],
  explain: ['explain error.log', 'explain --resolve -'],
  verify: [
    'verify --agent concierge --project shop --yes',
    'verify --from captured-stream.txt',
    'verify --agent concierge --sample --yes --retries 0',
  ],
  watch: [
    'watch --agent concierge --project shop',
    'watch --agent concierge --project shop --invoke --yes --for 600',
  ],
  logs: [
    'logs --sample session-log',
    'logs --agent concierge --project shop --follow',
    'logs --agent concierge --list',
  ],
  lint: ['lint infra', 'lint infra --format sarif --fail-on warning'],
  byok: ['byok .', 'byok .env chatLanguageModels.json --format json'],
  inventory: ['inventory --sample company', 'inventory --problems'],
  emulator: ['emulator --sample', 'emulator --tenant my-tenant.json --port 8443'],
  whoami: ['whoami', 'whoami --json'],
  samples: ['samples'],
  requirements: ['requirements --format json'],
};

/** The end of a command's help. */
export function examplesOf(command: string): string {
  const lines = examples[command] ?? [];
  const title = lines.length === 1 ? 'Example' : 'Examples';
  return lines.length === 0
    ? ''
    : `\n${title}:\n${lines.map((line) => `  $ foundry-identity ${line}`).join('\n')}`;
}
