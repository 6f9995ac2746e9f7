import { expect, it } from 'vitest';
import { readScriptGrants } from '../../../src/azd/script-grants.ts';

const foundryUser = '53ca6127-db72-4b80-b1b0-d745d6d5456d';
const read = (text: string): string[] =>
  readScriptGrants('hook', text).map(
    ({ line, role, scope }) => `${line} ${role === foundryUser ? 'user' : 'reader'} ${scope}`,
  );

it('reads commands over several lines, by GUID and by either name', () => {
  const text = `#!/bin/bash
TARGET="\${AZURE_AI_PROJECT_ID%/projects/*}"
az role assignment create \\
  --assignee-object-id "$P" \\
  --role ${foundryUser} \\
  --scope "$TARGET"
az role assignment create --assignee "$P" --role "Azure AI User" --scope "$PROJECT_ID"
az role assignment create --assignee "$P" --role Reader --scope "/subscriptions/$S/resourceGroups/$RG"
`;
  expect(read(text)).toEqual(['3 user account', '7 user project', '8 reader resource-group']);
});

it('follows a role through its variable, and through a function of the script', () => {
  const text = `$roleId = '${foundryUser}'
$accountScope = "/subscriptions/$sub/resourceGroups/$rg/providers/Microsoft.CognitiveServices/accounts/$name"
New-AzRoleAssignment -ObjectId $id -RoleDefinitionId $roleId -Scope $accountScope
`;
  expect(read(text)).toEqual(['3 user account']);
  const python = `ROLE = "${foundryUser}"
def assign(role, scope):
    run(["az", "role", "assignment", "create", "--role", role, "--scope", scope])
assign(ROLE, account_id)
assign(ROLE, project_id)
`;
  expect(read(python)).toEqual(['4 user account', '5 user project']);
});

it('stays silent on scripts that only speak of roles, and on comments', () => {
  expect(read(`echo "You need Foundry User (${foundryUser})"`)).toEqual([]);
  expect(read(`az role assignment create --role "$R"\n# or: --role ${foundryUser}\n`)).toEqual([]);
  expect(read(`az role assignment list --role "Foundry User"`)).toEqual([]);
});
