import type { Location } from '../grants/role-grant.ts';
import type { BicepFix } from '../rules/finding.ts';
import type { BicepFile, ResourceDeclaration } from '../syntax/nodes.ts';
import { plainString } from '../syntax/plain-string.ts';
import { fixTitles } from './words.ts';

const projectType = /^Microsoft\.CognitiveServices\/accounts\/projects@/i;

/** Puts the endpoint of the file's only project in place of a value. */
export function useProjectEndpoint({ file: path, span }: Location, file: BicepFile): BicepFix[] {
  const projects = file.statements.filter(
    (statement): statement is ResourceDeclaration =>
      statement.kind === 'resource' && projectType.test(plainString(statement.type) ?? ''),
  );
  const [project] = projects;
  // One project of a loop has an index, and with several it is the author's choice.
  if (project === undefined || projects.length > 1 || project.body.kind === 'for') return [];
  const symbol = project.name.name;
  const newText = `${symbol}.properties.endpoints['AI Foundry API']`;
  return [
    {
      title: fixTitles.useProjectEndpoint(symbol),
      edits: [{ file: path, edits: [{ ...span, newText }] }],
      preferred: true,
    },
  ];
}
