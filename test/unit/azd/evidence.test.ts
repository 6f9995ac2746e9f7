import { expect, it } from 'vitest';
import { hookScripts, isEvidence, readEvidence } from '../../../src/azd/evidence.ts';

it('looks at azure.yaml with the lines of its hooks, and at the scripts of deployments', () => {
  const paths = ['azure.yaml', 'a/azure.yml', 'infra/x/y.sh', 'app/hooks/z.ps1', 'scripts/q.py'];
  expect(paths.filter((path) => !isEvidence(path))).toEqual([]);
  expect(['my-azure.yaml', 'src/run.sh', 'infra/main.bicep'].filter(isEvidence)).toEqual([]);

  const yaml = `services:
  concierge:
    host: azure.ai.agent
hooks:
  postdeploy:
    run: |
      az role assignment create --assignee "$P" --role "Foundry User" --scope "$ACCOUNT_ID"
`;
  const evidence = readEvidence([
    ['/w/azure.yaml', yaml],
    ['/w/hooks/talk.sh', 'echo "Reader is not enough"'],
  ]);
  expect(evidence.agentServices.map(({ name }) => name)).toEqual(['concierge']);
  expect(evidence.scriptGrants).toEqual([
    {
      file: '/w/azure.yaml',
      line: 7,
      role: '53ca6127-db72-4b80-b1b0-d745d6d5456d',
      scope: 'account',
    },
  ]);
});

it('finds the scripts of hooks wherever they lie', () => {
  const yaml = `hooks:
  preprovision: { run: ./deployment/pre.ps1, shell: pwsh }
  postdeploy:
    - run: ../shared/grant.py
    - run: echo done
`;
  expect(hookScripts('/w/app/azure.yaml', yaml)).toEqual([
    '/w/app/deployment/pre.ps1',
    '/w/shared/grant.py',
  ]);
});
