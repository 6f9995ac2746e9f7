import { markdownText } from '../text/markdown-text.ts';
import type { Needs } from './needs.ts';

/** What an endpoint needs, for a hover. Names come from the file and may hold anything. */
export function needsMarkdown({
  audience,
  action,
  at,
  resource,
  project,
  roles,
  basis,
}: Needs): string {
  const account = `the account ${markdownText(resource)}`;
  const place =
    at === 'project' ? `the project ${markdownText(project ?? '')} of ${account}` : account;
  const lines = [
    '**What this endpoint needs of a caller without a key**',
    '',
    `- Token for \`${audience}/.default\``,
    `- Data action \`${action}\` at ${place}`,
    ...roles.slice(0, 1).map(({ name, guid }) => `- Smallest role: ${name} (\`${guid}\`)`),
    ...(at === 'project'
      ? [
          '- The identity of a hosted agent has this access in its own project without an assignment; people and other identities need one.',
        ]
      : []),
  ];
  if (basis !== null) lines.push('', `${basis.text} ([source](${basis.source}))`);
  return lines.join('\n');
}
