import type { Agent, Project } from '../facts/azure.ts';
import type { Cloud } from '../arm/cloud.ts';
import type { Fix } from './fix.ts';
import { invocationBody, invocationTarget } from '../facts/invocation-target.ts';
import { bash, powershellLiteral } from './shell.ts';

const why =
  'Calls the agent once and prints its whole stream, because a 200 can hide a 401 further down. It uses the model.';

/**
 * One line for each shell that invokes the agent as the signed-in user. The token is fetched by the
 * line itself and never shown. Empty where the project's endpoint is not known.
 */
export function verifyByInvoke(agent: Agent, project: Project, cloud: Cloud): Fix[] {
  const target = invocationTarget(agent, project);
  if (target === null) return [];
  const { url, protocol } = target;
  const body = invocationBody(protocol, 'hello');
  const { audience } = cloud.foundry;
  const token = `az account get-access-token --resource ${audience} --query accessToken --output tsv`;
  const ca = cloud.caFile === undefined ? [] : ['--cacert', cloud.caFile];
  const curl = `${bash('curl', '--no-buffer', ...ca, '--request', 'POST', url)} --header "Authorization: Bearer $(${token})"`;
  return [
    {
      kind: 'verify',
      shell: 'bash',
      command: `${curl} ${bash('--header', 'Content-Type: application/json', '--data', body)}`,
      why,
    },
    {
      kind: 'verify',
      shell: 'powershell',
      command: `(Invoke-WebRequest -Method Post -Uri ${powershellLiteral(url)} -Headers @{ Authorization = "Bearer $(${token})" } -ContentType 'application/json' -Body ${powershellLiteral(body)}).Content`,
      why:
        ca.length === 0
          ? why
          : `${why} PowerShell trusts what the system trusts: add ${cloud.caFile} there first.`,
    },
  ];
}
