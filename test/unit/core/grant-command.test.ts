import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import {
  grantCommand,
  openValuesOf,
  type OpenGrant,
} from '../../../src/core/fixes/grant-command.ts';

const role = '53ca6127-db72-4b80-b1b0-d745d6d5456d';
const account = {
  variable: 'ACCOUNT_NAME',
  meaning: 'the name of the account',
};
const open: OpenGrant = {
  principalId: [{ variable: 'PRINCIPAL_ID', meaning: 'the object id' }],
  principalType: ['ServicePrincipal'],
  role,
  scope: ['/subscriptions/s/resourceGroups/a "$b`c`/accounts/', account],
};

/** The arguments as a shell hands them to `az`. */
function argumentsIn(command: string): string[] {
  const script = `az() { printf '%s\\n' "$@"; }\n${command}`;
  return execFileSync('bash', ['-euc', script], { encoding: 'utf8' }).trimEnd().split('\n');
}

describe('the command of a grant', () => {
  it('is one line where everything is known', () => {
    const known: OpenGrant = { ...open, principalId: ['p'], scope: ["/subscriptions/s's"] };
    expect(openValuesOf(known)).toEqual([]);
    expect(argumentsIn(grantCommand(known, 'bash')).at(-1)).toBe("/subscriptions/s's");
    expect(grantCommand(known, 'powershell')).toBe(
      `az role assignment create --assignee-object-id p --assignee-principal-type ServicePrincipal --role ${role} --scope '/subscriptions/s''s'`,
    );
  });

  it('sets what is open on lines before, and takes texts from outside as they are', () => {
    expect(openValuesOf(open).map(({ variable }) => variable)).toEqual([
      'PRINCIPAL_ID',
      'ACCOUNT_NAME',
    ]);
    const command = grantCommand(open, 'bash');
    expect(command).not.toMatch(/[<>]/);
    const filled = command
      .replace("PRINCIPAL_ID=''", 'PRINCIPAL_ID=p')
      .replace("ACCOUNT_NAME=''", 'ACCOUNT_NAME=shop');
    expect(argumentsIn(filled).slice(3)).toEqual([
      '--assignee-object-id',
      'p',
      '--assignee-principal-type',
      'ServicePrincipal',
      '--role',
      role,
      '--scope',
      '/subscriptions/s/resourceGroups/a "$b`c`/accounts/shop',
    ]);
    expect(grantCommand(open, 'powershell')).toBe(
      `$PRINCIPAL_ID = ''\n$ACCOUNT_NAME = ''\naz role assignment create --assignee-object-id "\${PRINCIPAL_ID}" --assignee-principal-type ServicePrincipal --role ${role} --scope "/subscriptions/s/resourceGroups/a \`"\`$b\`\`c\`\`/accounts/\${ACCOUNT_NAME}"`,
    );
  });
});
