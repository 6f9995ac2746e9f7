import { publishedInWords } from '../facts/published-agents.ts';
import type { AgentPart, DirectoryType, OwningAgent, Who } from './who.ts';

/** Agents of a shared identity that a sentence names before it only counts them. */
const mostNamed = 3;

/** Whom an id stands for, as a person says it: "the identity of agent concierge, version 3". */
export function whoInWords(who: Who): string {
  switch (who.kind) {
    case 'caller':
      return who.guest ? 'you, as a guest' : 'you';
    case 'agent': {
      const { part, agents, gone } = who;
      const words = agentWords[part](ownersInWords(agents), versionOf(agents));
      return gone ? `${words}, which the directory does not know any more` : words;
    }
    case 'published-agent':
      return who.part === 'instance'
        ? publishedInWords(who.application)
        : `the blueprint of application ${who.application.application}`;
    case 'project-identity':
      return `the managed identity of project ${who.project.name}`;
    case 'project-agent':
      return `the identity that the agents of project ${who.project.name} share`;
    case 'account-identity':
      return `the managed identity of account ${who.account.name}`;
    case 'user-assigned':
      return `the user-assigned identity ${who.name}`;
    case 'directory':
      return `${directoryWords[who.type]} ${who.name}${who.guest ? ', a guest' : ''}`;
    case 'gone':
      return 'nobody any more: the identity was deleted, and role assignments still name it';
  }
}

const agentWords: Record<AgentPart, (owners: string, version: string) => string> = {
  serving: (owners, version) => `the identity of ${owners}${version && `, ${version}`}`,
  'not-serving': (owners, version) =>
    `the identity of ${owners}${version && `, ${version}`}, which gets no traffic`,
  former: (owners, version) =>
    `the identity that ${owners} ran as${version ? ` until ${version}` : ' before'}`,
  blueprint: (owners) => `the blueprint of ${owners}`,
};

const directoryWords: Record<DirectoryType, string> = {
  user: 'user',
  group: 'group',
  application: 'the application or identity',
};

/** Empty where the service names none, and where agents of different versions share the identity. */
function versionOf([{ version }, ...others]: [OwningAgent, ...OwningAgent[]]): string {
  return version === '' || others.length > 0 ? '' : `version ${version}`;
}

function ownersInWords([first, ...others]: [OwningAgent, ...OwningAgent[]]): string {
  if (others.length === 0) return `agent ${first.name}`;
  const named = [first, ...others].slice(0, mostNamed).map(({ name }) => name);
  const more = others.length + 1 - named.length;
  return `the agents ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
