import { describe, expect, it } from 'vitest';
import { readAzureYaml } from '../../../src/azd/azure-yaml.ts';

const text = `name: shop
infra:
  path: deploy
  module: root.bicep
services:
  web:
    host: containerapp
  concierge: # answers customers
    host: azure.ai.agent
    project: src/concierge
    hooks:
      postdeploy:
        run: ./grant.sh
hooks:
  preprovision:
    shell: sh
    run: |
      echo one
      echo two
  postdeploy:
    - posix: { shell: sh, run: hooks/a.sh }
      windows: { shell: pwsh, run: hooks/a.ps1 }
    - run: hooks/b.py
`;

describe('azure.yaml', () => {
  it('names the agents where they stand, and every hook of the project and its services', () => {
    const project = readAzureYaml(text);
    expect(project?.infra).toEqual({ path: 'deploy', module: 'root' });
    expect(
      project?.agents.map(({ name, span }) => [name, text.slice(span.start, span.end)]),
    ).toEqual([['concierge', 'concierge']]);
    expect(project?.hooks).toEqual([
      { event: 'preprovision', service: null, run: 'echo one\necho two\n', line: 17 },
      { event: 'postdeploy', service: null, run: 'hooks/a.sh', line: 21 },
      { event: 'postdeploy', service: null, run: 'hooks/a.ps1', line: 22 },
      { event: 'postdeploy', service: null, run: 'hooks/b.py', line: 23 },
      { event: 'postdeploy', service: 'concierge', run: './grant.sh', line: 13 },
    ]);
  });

  it('reads a file that is being typed as far as it can', () => {
    expect(
      readAzureYaml('services:\n  a:\n    host: azure.ai.agent\n  b:\n    ho')?.agents,
    ).toHaveLength(1);
    expect(readAzureYaml('services: [\n')?.agents).toEqual([]);
    expect(readAzureYaml('')).toBeNull();
    expect(readAzureYaml('just a text')).toBeNull();
  });
});
