import { builtInRole, builtInRoleNamed } from '../core/rbac/built-in-roles.ts';
import type { ScriptGrant } from '../bicep/script-grant.ts';

/** A command with its continuation lines joined, and the line it begins on, one-based. */
interface Statement {
  line: number;
  text: string;
}

/** How the Azure CLI, PowerShell, the REST API and the SDKs make a role assignment. */
const makesAssignment =
  /role\s+assignment\s+create|New-AzRoleAssignment|role_?assignments\s*\.\s*(?:begin_)?create|roleAssignments\/|["']role["']\s*,\s*["']assignment["']\s*,\s*["']create["']/i;

const variableDefinition =
  /^\s*(?:export\s+|local\s+|readonly\s+|declare\s+(?:-\w+\s+)*)*\$?(?:env:)?(\w+)\s*(?::\s*\w+\s*)?=(?!=)\s*(.+)$/;

/** What words say about where a role is assigned, the narrowest first. */
const scopeWords: [ScriptGrant['scope'], RegExp][] = [
  ['project', /\/projects\/|project_?(?:resource_?)?(?:id|scope)|projectScope/i],
  [
    'account',
    /\/accounts\/|account|foundry_?(?:resource_?)?(?:id|scope)|cognitive\w*_?(?:id|scope)|openai_?\w*(?:id|scope)/i,
  ],
  ['resource-group', /resource_?groups?\b|resource_?group|\brg_?(?:id|scope)?\b/i],
  ['subscription', /subscription/i],
];

/**
 * The role assignments that a script makes, as far as its text shows: a regular expression's view,
 * good enough to be evidence and never to be proof. A script that makes none gives an empty list,
 * whatever roles it speaks of.
 */
export function readScriptGrants(file: string, text: string): ScriptGrant[] {
  if (!makesAssignment.test(text)) return [];
  const statements = statementsOf(text);
  const variables = variablesOf(statements);
  const grants = statements.flatMap((statement) => {
    const named = rolesIn(statement.text);
    if (named.length === 0) return [];
    return placesOf(statement, statements, variables).map(({ line, scope }) =>
      named.map((role) => ({ file, line, role, scope })),
    );
  });
  return grants.flat();
}

/** Where a role that a statement names is assigned: there, or wherever its variable is used. */
function placesOf(
  statement: Statement,
  statements: Statement[],
  variables: Map<string, string>,
): { line: number; scope: ScriptGrant['scope'] }[] {
  const [, name] = variableDefinition.exec(statement.text) ?? [];
  if (name === undefined || makesAssignment.test(statement.text)) {
    return [{ line: statement.line, scope: scopeOf(statement.text, variables) }];
  }
  const use = new RegExp(`(?<![\\w-])\\$?\\{?${name}\\b(?!\\s*=[^=])`);
  const uses = statements.filter((other) => other !== statement && use.test(other.text));
  // A role that goes through a function of the script is assigned where the function is called.
  const assigned = uses.filter(({ text }) => makesAssignment.test(text));
  const places = assigned.length > 0 ? assigned : uses;
  if (places.length === 0) return [{ line: statement.line, scope: 'unknown' }];
  return places.map(({ line, text }) => ({ line, scope: scopeOf(text, variables) }));
}

/** What the `--scope` of a statement says, or all of its words where it has none. */
function scopeOf(text: string, variables: Map<string, string>): ScriptGrant['scope'] {
  const [, given] = /(?:--?scope["']?|\bscope\s*=)[\s:=,]*("[^"]*"|'[^']*'|\S+)/i.exec(text) ?? [];
  const said = given ?? text.replace(/^\s*\S+/, '');
  // What is written at the place itself says more than the definitions behind it.
  for (const words of [said, expand(said, variables)]) {
    // `${PROJECT_ID%/projects/*}` is the account of a project.
    const scope = scopeWords.find(([, pattern]) =>
      pattern.test(words.replace(/\w+%+\/projects\S*/gi, '/accounts/')),
    );
    if (scope !== undefined) return scope[0];
  }
  return 'unknown';
}

/** A text with the definitions of its variables behind it, two steps deep. */
function expand(text: string, variables: Map<string, string>, depth = 2): string {
  if (depth === 0) return text;
  const names = text.match(/\w+/g) ?? [];
  const values = names.map((name) => variables.get(name)).filter((value) => value !== undefined);
  return values.map((value) => `${value} ${expand(value, variables, depth - 1)}`).join(' ');
}

function variablesOf(statements: Statement[]): Map<string, string> {
  const definitions = statements.flatMap(({ text }) => {
    const [, name, value] = variableDefinition.exec(text) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });
  return new Map(definitions);
}

/** GUIDs of the roles that a statement names: by GUID, or by a name in quotes or after `--role`. */
function rolesIn(text: string): string[] {
  const guids = text.match(/\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/gi) ?? [];
  const names = [...text.matchAll(/"([^"]+)"|'([^']+)'|--?role\w*[\s=]+([A-Za-z]\w*)/gi)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );
  const roles = [...guids.map(builtInRole), ...names.map(builtInRoleNamed)];
  return [...new Set(roles.flatMap((role) => (role === null ? [] : [role.guid])))];
}

/**
 * The statements without comments. A line that ends in `\`, a backtick, a comma or an opening
 * bracket goes on in the next.
 */
function statementsOf(text: string): Statement[] {
  const statements: Statement[] = [];
  let open: Statement | null = null;
  text.split(/\r?\n/).forEach((written, index) => {
    const line = written.replace(/(^|\s)#.*$/, '');
    const continued = /[\\`,([]\s*$/.test(line);
    const content = line.replace(/[\\`]\s*$/, ' ');
    if (open === null) {
      open = { line: index + 1, text: content };
      statements.push(open);
    } else {
      open.text += content;
    }
    if (!continued) open = null;
  });
  return statements.filter(({ text: content }) => content.trim() !== '');
}
