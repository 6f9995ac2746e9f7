import * as vscode from 'vscode';
import { documentName } from '../../answer-documents.ts';
import { UserError } from '../../commands/user-error.ts';
import { portalUrl } from '../model/actions.ts';
import { assignmentsDocument } from '../model/assignments-document.ts';
import { readingOf } from '../model/inventory-state.ts';
import { factsOf } from '../model/node-facts.ts';
import type { NodeCommandContext } from './context.ts';
import { connectionOf, tenantOf } from './node-tenant.ts';
import { isNode, nodeFor, pickNode } from './pick-node.ts';

export async function openInPortal(argument: unknown, context: NodeCommandContext): Promise<void> {
  const node = await nodeFor('open-in-portal', argument, context);
  const url = portalUrl(factsOf(node, context.tree.contents()), node);
  if (url === null) throw new UserError('This has no page in the Azure portal.');
  await vscode.env.openExternal(vscode.Uri.parse(url, true));
}

/** Opens a document with what was read of an identity's role assignments. */
export async function showAssignments(
  argument: unknown,
  context: NodeCommandContext,
): Promise<void> {
  const node = await nodeFor('show-assignments', argument, context);
  const { principal } = factsOf(node, context.tree.contents());
  const tenant = tenantOf(node);
  if (principal === null || tenant === null) {
    throw new UserError('Role assignments belong to identities. Choose one of them.');
  }
  const { identity, subscriptionId } = principal;
  const access = readingOf(tenant.access, subscriptionId);
  if (access.state !== 'read') {
    throw new UserError('The role assignments are still being read. Try again in a moment.');
  }
  await context.documents.show(
    documentName(`Role assignments of ${identity.name}`, 'md'),
    `${tenant.key} ${identity.principalId} ${subscriptionId}`,
    assignmentsDocument(identity, access.answer),
  );
}

/** Compares an identity with another one of the tree, or with anybody who is named. */
export async function compareNode(argument: unknown, context: NodeCommandContext): Promise<void> {
  const { tree } = context;
  const node = await nodeFor('compare', argument, context);
  const { principal } = factsOf(node, tree.contents());
  if (principal === null) throw new UserError('Only identities can be compared.');
  const first = principal.identity.principalId;
  const other = await pickNode(`Compare ${principal.identity.name} with`, tree, (candidate) => {
    const others = factsOf(candidate, tree.contents()).principal;
    return (
      tenantOf(candidate) === tenantOf(node) &&
      others !== null &&
      others.identity.principalId !== first
    );
  });
  const second = factsOf(other, tree.contents()).principal?.identity.principalId;
  const place = { origin: context.origin, connection: connectionOf(node, context) };
  await context.questions.compareIn(place, {
    first,
    scope: principal.scope,
    ...(second !== undefined && { second }),
  });
}

export async function refreshNode(argument: unknown, context: NodeCommandContext): Promise<void> {
  const node = await nodeFor('refresh', argument, context);
  const { read } = factsOf(node, context.tree.contents());
  context.tree.refresh(read ?? { what: 'everything' });
}

/** Reads again what a node of an error stands for. */
export async function retryNode(argument: unknown, context: NodeCommandContext): Promise<void> {
  const node = await nodeFor('retry', argument, context);
  const { read } = factsOf(node, context.tree.contents());
  context.tree.refresh(read ?? { what: 'everything' });
}

/** Shows more rows of the list that a node ends. */
export async function showMore(
  argument: unknown,
  { tree, selection }: NodeCommandContext,
): Promise<void> {
  const node = isNode(argument) ? argument : selection;
  if (node?.kind === 'more') tree.showMore(node.list);
}
