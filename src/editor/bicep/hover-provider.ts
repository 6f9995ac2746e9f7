import * as vscode from 'vscode';
import { markdownText } from '../../core/text/markdown-text.ts';
import { bicepHover, type HoveredGrant } from '../../bicep/views/hover.ts';
import { roleWords } from '../../bicep/views/role-words.ts';
import { pathOf } from './paths.ts';
import { locationIn, rangeIn } from './ranges.ts';
import type { BicepService } from './service.ts';

/** More grants than this fill the screen; the matrix shows them all. */
const mostGrants = 8;

/** What a role is and where it is granted, or who gets what by an assignment. */
export function hoverOf(
  document: vscode.TextDocument,
  position: vscode.Position,
  service: BicepService,
): vscode.Hover | null {
  const path = pathOf(document.uri);
  const hover = bicepHover({
    path,
    text: document.getText(),
    offset: document.offsetAt(position),
    deployments: service.deploymentsOf(path),
  });
  if (hover === null) return null;
  const text = new vscode.MarkdownString();
  if (hover.kind === 'role') {
    const former = hover.formerNames.length > 0 ? `, formerly ${hover.formerNames.join(', ')}` : '';
    const retired = hover.retired ? '. Azure has retired this role.' : '';
    text.appendMarkdown(`**${hover.name}**${former}${retired}\n\n${opensWords(hover.opens)}\n\n`);
    if (hover.grants.length === 0) text.appendMarkdown('Granted to nobody in this deployment.');
  } else {
    text.appendMarkdown('**Grants**\n\n');
  }
  for (const one of hover.grants.slice(0, mostGrants)) appendGrant(text, one, service);
  const more = hover.grants.length - mostGrants;
  if (more > 0) text.appendMarkdown(`- and ${more} more\n`);
  return new vscode.Hover(text, rangeIn(document, hover.span));
}

function opensWords(opens: string[] | null): string {
  if (opens === null) return 'Not one of the roles around Foundry.';
  if (opens.length === 0) return 'Opens no data plane: neither models nor agents.';
  return `Opens: ${opens.join(', ')}.`;
}

function appendGrant(
  text: vscode.MarkdownString,
  { principal, grant, scope, when, location }: HoveredGrant,
  service: BicepService,
): void {
  const words = `${roleWords(grant.role)} for ${principal} at ${scope}`;
  const condition = when.length > 0 ? ` (${when.join(', ')})` : '';
  // Names come from the file and may hold anything.
  text.appendMarkdown(`- ${markdownText(words + condition)}`);
  const place = locationIn(service, location);
  if (place !== undefined) {
    const line = place.range.start.line + 1;
    const name = place.uri.path.split('/').at(-1) ?? '';
    text.appendMarkdown(
      ` [${name}:${line}](${place.uri.with({ fragment: `L${line}` }).toString()})`,
    );
  }
  text.appendMarkdown('\n');
}
