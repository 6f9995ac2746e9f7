import { bash, powershellLiteral } from './shell.ts';

/** A value that the human has to fill in before a command can run. */
export interface OpenValue {
  /** A name that is a variable in every shell: upper case and underscores. */
  variable: string;
  /** What belongs there, for a person: "the object id of agentPrincipalId". */
  meaning: string;
}

/** A text as far as it is known: pieces of it, and values that are open. */
export type Template = (string | OpenValue)[];

/** A role assignment of which parts may be open. */
export interface OpenGrant {
  principalId: Template;
  principalType: Template;
  /** GUID of the role definition. */
  role: string;
  scope: Template;
}

export const commandShells = ['bash', 'powershell'] as const;
export type CommandShell = (typeof commandShells)[number];

/** What is still open in a grant, each value once. */
export function openValuesOf({ principalId, principalType, scope }: OpenGrant): OpenValue[] {
  const open = [...principalId, ...principalType, ...scope].filter(
    (part) => typeof part !== 'string',
  );
  return [...new Map(open.map((value) => [value.variable, value])).values()];
}

/**
 * The command that makes a grant. Each open value is a variable that is set to nothing on a line
 * before, so that the command fails in a clear way where it was not filled in.
 */
export function grantCommand(grant: OpenGrant, shell: CommandShell): string {
  const { setOpen, word } = dialects[shell];
  const words: Template[] = [
    ...['az', 'role', 'assignment', 'create'].map((text) => [text]),
    ['--assignee-object-id'],
    grant.principalId,
    ['--assignee-principal-type'],
    grant.principalType,
    ['--role'],
    [grant.role],
    ['--scope'],
    grant.scope,
  ];
  const lines = openValuesOf(grant).map(({ variable }) => setOpen(variable));
  return [...lines, words.map(word).join(' ')].join('\n');
}

interface Dialect {
  /** The line that the human fills in. */
  setOpen: (variable: string) => string;
  word: (template: Template) => string;
}

const dialects: Record<CommandShell, Dialect> = {
  bash: {
    setOpen: (variable) => `${variable}=''`,
    word: (template) =>
      isClosed(template)
        ? bash(template.join(''))
        : `"${template.map((part) => (typeof part === 'string' ? part.replace(/[\\"$`]/g, '\\$&') : `\${${part.variable}}`)).join('')}"`,
  },
  powershell: {
    setOpen: (variable) => `$${variable} = ''`,
    word: (template) =>
      isClosed(template)
        ? powershellWord(template.join(''))
        : `"${template.map((part) => (typeof part === 'string' ? part.replace(/[`"$]/g, '`$&') : `\${${part.variable}}`)).join('')}"`,
  },
};

function isClosed(template: Template): template is string[] {
  return template.every((part) => typeof part === 'string');
}

/** PowerShell reads these characters as themselves wherever they stand in an argument. */
function powershellWord(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : powershellLiteral(text);
}
