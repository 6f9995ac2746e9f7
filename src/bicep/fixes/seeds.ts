import type { RoleGrant } from '../grants/role-grant.ts';
import { type GrantSyntax } from '../rules/grant-syntax.ts';
import { propertyOf } from '../syntax/objects.ts';
import type { BicepFile, Expression } from '../syntax/nodes.ts';
import { textOf } from './style.ts';

/** What stands for a principal in a name: something that is known before the deployment starts. */
export function principalSeed(syntax: GrantSyntax): string | null {
  const principalId = propertyOf(syntax.properties, 'principalId');
  return principalId && startOf(principalId.value, syntax.file, 4);
}

/** What stands for a role in a name. */
export function roleSeed({ properties, file }: GrantSyntax, grant: RoleGrant): string | null {
  const role = propertyOf(properties, 'roleDefinitionId')?.value ?? null;
  const literal = grant.role.kind === 'guid' ? `'${grant.role.guid}'` : null;
  if (role === null) return literal;
  const written = role.kind === 'call' ? (role.arguments.at(-1) ?? role) : role;
  return startOf(written, file, 4) ?? literal;
}

/** What stands for a scope in a name, by the resource or the deployment that it is. */
export function scopeSeed({ body, file }: GrantSyntax): string {
  const scope = propertyOf(body, 'scope');
  if (scope !== null) return `${textOf(file, scope.value)}.id`;
  const target = file.statements.find(({ kind }) => kind === 'target-scope');
  const named = target?.kind === 'target-scope' ? textOf(file, target.value) : "'resourceGroup'";
  return named === "'tenant'" ? "'tenant'" : `${named.replaceAll("'", '')}().id`;
}

/**
 * An expression as a seed. Names are computed before anything is deployed, so that properties of
 * resources cannot be seeds (BCP120): the resource's id stands for its identity, and the name of a
 * module's output for what it gives.
 */
function startOf(expression: Expression, file: BicepFile, steps: number): string | null {
  switch (expression.kind) {
    case 'non-null':
      return startOf(expression.operand, file, steps);
    case 'parenthesized':
      return startOf(expression.expression, file, steps);
    case 'identifier': {
      const variable = file.statements.find(
        (statement) => statement.kind === 'var' && statement.name.name === expression.name,
      );
      if (variable?.kind !== 'var' || steps === 0) return expression.name;
      const value = startOf(variable.value, file, steps - 1);
      return value === textOf(file, variable.value) || value === null ? expression.name : value;
    }
    case 'member':
    case 'element': {
      const written = textOf(file, expression);
      if (/(?:^|\.|!)\??outputs\b/.test(written)) return `'${written.replace(/[^\w.]/g, '')}'`;
      const [, owner] =
        /^(.+?)(?:!?\.\??identity!?\.\??principalId|!?\.\??properties!?\.\??principalId)!?$/.exec(
          written,
        ) ?? [];
      if (owner !== undefined) return `${owner}.id`;
      return /\.\??(?:properties|identity)\b/.test(written) ? null : written;
    }
    case 'string':
    case 'call': {
      const written = textOf(file, expression);
      return /\.\??(?:properties|identity|outputs)\b/.test(written) ? null : written;
    }
    default:
      return null;
  }
}
