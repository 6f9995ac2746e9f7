import { bash, powershellLiteral } from '../core/fixes/shell.ts';
import { roleIds, roleNameForPeople } from '../core/rbac/role-catalogue.ts';

/** A script that the hook runs, by the shell that azd starts it with. */
export interface HookScript {
  shell: 'sh' | 'pwsh';
  /** Path from the folder of azure.yaml. */
  path: string;
  text: string;
}

/** Set to 1, it makes the scripts run the grant instead of printing it. */
const applySwitch = 'FOUNDRY_IDENTITY_APPLY';
/** Names the account that serves the model where it is not the project's own. */
const accountVariable = 'FOUNDRY_IDENTITY_ACCOUNT_ID';

const role = roleIds.foundryUser;

const purpose = [
  `Grants ${roleNameForPeople(role)} at the account to the identity of each agent.`,
  'An agent has its identity only once it is deployed, which is why this cannot stand in Bicep.',
  `It prints the commands. With ${applySwitch}=1 it runs them; a grant that is there stays as it is.`,
  `${accountVariable} names the account where the model is served by another one than the project's.`,
].map((line) => `# ${line}`);

/** The scripts of a postdeploy hook that grants the identities of these agent services. */
export function postdeployScripts(services: string[]): HookScript[] {
  return [
    { shell: 'sh', path: 'hooks/grant-agent-identity.sh', text: shellScript(services) },
    { shell: 'pwsh', path: 'hooks/grant-agent-identity.ps1', text: powershellScript(services) },
  ];
}

/** POSIX, so that it runs under whatever `sh` is. */
function shellScript(services: string[]): string {
  return `#!/bin/sh
${purpose.join('\n')}
set -eu

role='${role}'
apply="\${${applySwitch}:-0}"
account_id="\${${accountVariable}:-}"
if [ -z "$account_id" ]; then
  project_id="\${AZURE_AI_PROJECT_ID:-}"
  account_id="\${project_id%/projects/*}"
fi

# Printing never fails a deployment; a grant that was asked for and not made does.
give_up() {
  echo "$1" >&2
  [ "$apply" != 1 ] || exit 1
}

# The object id of the identity in the JSON that azd shows for an agent.
instance_principal() {
  tr -d '\\r\\n' |
    grep -oE '"instance_identity"[[:space:]]*:[[:space:]]*\\{[^}]*\\}' |
    grep -oE '"principal_id"[[:space:]]*:[[:space:]]*"[0-9a-fA-F-]{36}"' |
    head -n 1 |
    grep -oE '[0-9a-fA-F-]{36}'
}

grant() {
  shown=$(azd ai agent show "$1" --output json) || shown=''
  principal_id=$(printf '%s' "$shown" | instance_principal) || principal_id=''
  if [ -z "$principal_id" ]; then
    give_up "The identity of agent $1 is not known: azd ai agent show does not name it."
    return
  fi
  set -- az role assignment create \\
    --assignee-object-id "$principal_id" \\
    --assignee-principal-type ServicePrincipal \\
    --role "$role" \\
    --scope "$account_id"
  if [ "$apply" = 1 ]; then
    "$@" --output none
    echo "Granted: $*"
  else
    echo "To let the agent call the model, run: $*"
  fi
}

if [ -z "$account_id" ]; then
  give_up 'The account is not known: azd has set no AZURE_AI_PROJECT_ID.'
else
  for service in ${bash(...services)}; do
    grant "$service"
  done
fi
`;
}

function powershellScript(services: string[]): string {
  return `${purpose.join('\n')}
$ErrorActionPreference = 'Stop'

$role = '${role}'
$apply = $env:${applySwitch} -eq '1'
$accountId = $env:${accountVariable}
if (-not $accountId) {
    $accountId = "$($env:AZURE_AI_PROJECT_ID)" -replace '/projects/[^/]*$', ''
}

# Printing never fails a deployment; a grant that was asked for and not made does.
function Stop-Grant([string] $Message) {
    Write-Warning $Message
    if ($apply) { exit 1 }
}

# The object id of the identity in the JSON that azd shows for an agent.
function Get-InstancePrincipal([string] $Service) {
    $shown = azd ai agent show $Service --output json
    if ($LASTEXITCODE -ne 0) { return $null }
    $agent = $shown | Out-String | ConvertFrom-Json
    if ($agent.instance_identity) { return $agent.instance_identity.principal_id }
    return $agent.versions.latest.instance_identity.principal_id
}

function Add-Grant([string] $Service) {
    $principalId = Get-InstancePrincipal $Service
    if (-not $principalId) {
        Stop-Grant "The identity of agent $Service is not known: azd ai agent show does not name it."
        return
    }
    $arguments = @(
        'role', 'assignment', 'create',
        '--assignee-object-id', $principalId,
        '--assignee-principal-type', 'ServicePrincipal',
        '--role', $role,
        '--scope', $accountId
    )
    if ($apply) {
        az @arguments --output none
        if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
        Write-Host "Granted: az $arguments"
    } else {
        Write-Host "To let the agent call the model, run: az $arguments"
    }
}

if (-not $accountId) {
    Stop-Grant 'The account is not known: azd has set no AZURE_AI_PROJECT_ID.'
} else {
    foreach ($service in @(${services.map(powershellLiteral).join(', ')})) {
        Add-Grant $service
    }
}
`;
}
