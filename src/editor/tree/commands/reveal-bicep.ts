import * as vscode from 'vscode';
import { UserError } from '../../commands/user-error.ts';
import { findDeclarations, type Declaration } from '../model/find-declarations.ts';
import { factsOf, type DeclaredResource } from '../model/node-facts.ts';
import type { NodeCommandContext } from './context.ts';
import { nodeFor } from './pick-node.ts';

const bicepFiles = '**/*.bicep';
const excluded = '**/node_modules/**';

/** Whether the workspace has any Bicep, so that looking for a declaration makes sense. */
export async function workspaceHasBicep(): Promise<boolean> {
  return (await vscode.workspace.findFiles(bicepFiles, excluded, 1)).length > 0;
}

/**
 * Shows where the workspace's Bicep declares a node's resource. Names are often computed, so where
 * none is written out, the declarations of the same kind are offered.
 */
export async function revealBicep(argument: unknown, context: NodeCommandContext): Promise<void> {
  const node = await nodeFor('reveal-bicep', argument, context);
  const { declared } = factsOf(node, context.tree.contents());
  if (declared === null) throw new UserError('Bicep declares accounts, projects and identities.');
  const found = await search(declared);
  const named = found.filter((place) => place.named);
  const [only] = named;
  const place =
    named.length === 1 && only ? only : await choose(named.length > 0 ? named : found, declared);
  const document = await vscode.workspace.openTextDocument(place.uri);
  const position = new vscode.Position(place.line, 0);
  await vscode.window.showTextDocument(document, {
    selection: new vscode.Range(position, position),
  });
}

interface Place extends Declaration {
  uri: vscode.Uri;
}

async function search(declared: DeclaredResource): Promise<Place[]> {
  const files = await vscode.workspace.findFiles(bicepFiles, excluded);
  const places = files.map(async (uri): Promise<Place[]> => {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    return findDeclarations(text, declared).map((declaration) => ({ ...declaration, uri }));
  });
  return (await Promise.all(places)).flat();
}

const kindWords: Record<DeclaredResource['kind'], string> = {
  account: 'an account',
  project: 'a project',
  identity: 'a user-assigned identity',
};

async function choose(places: Place[], { kind, name }: DeclaredResource): Promise<Place> {
  if (places.length === 0) {
    throw new UserError(`No Bicep file of this workspace declares ${kindWords[kind]}.`);
  }
  const chosen = await vscode.window.showQuickPick(
    places.map((place) => ({
      place,
      label: place.symbol,
      description: `${vscode.workspace.asRelativePath(place.uri)}:${place.line + 1}`,
    })),
    { placeHolder: `Choose the declaration of ${name}`, matchOnDescription: true },
  );
  if (chosen === undefined) throw new vscode.CancellationError();
  return chosen.place;
}
