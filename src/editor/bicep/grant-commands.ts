import * as vscode from 'vscode';
import {
  grantCommand,
  openValuesOf,
  type CommandShell,
  type OpenGrant,
} from '../../core/fixes/grant-command.ts';
import type { BicepFinding } from '../../bicep/rules/finding.ts';
import { guidOf } from '../../bicep/rules/foundry-roles.ts';
import { accountOf } from '../../bicep/rules/scopes.ts';
import type { Deployment, GrantPrincipal, RoleGrant } from '../../bicep/grants/role-grant.ts';
import { closed, openGrant, type Knowledge } from '../../bicep/known-values.ts';
import { grantsAt } from '../../bicep/views/lenses.ts';
import { withCancellableProgress } from '../cancellable-progress.ts';
import { UserError } from '../commands/user-error.ts';
import type { Connect } from '../origin/connect.ts';
import { describeOrigin } from '../origin/origin.ts';
import { originOfSettings } from '../origin/settings.ts';
import { readAzureValues, type AzureValues } from './azure-values.ts';
import { workspaceEditOf } from './code-actions.ts';
import { knowledgeOf } from './knowledge.ts';
import type { LastDeployments } from './last-deployments.ts';
import { pathOf } from './paths.ts';
import type { BicepService } from './service.ts';

/** A place in a file, as a lens hands it over. */
export interface Place {
  file: string;
  offset: number;
}

/** Makes the edit that inserts the account's assignment beside the project's. */
export async function insertAccountGrant(place: Place, service: BicepService): Promise<void> {
  const [fix] = findingAt(place, service).fixes;
  if (fix === undefined) {
    throw new UserError(
      'The assignment cannot be inserted here by itself. Copy the command instead.',
    );
  }
  await vscode.workspace.applyEdit(workspaceEditOf(fix, service));
}

interface CopyContext {
  service: BicepService;
  connect: Connect;
  lastDeployments: LastDeployments;
}

/**
 * Puts the command for the account's assignment on the clipboard, and says what is open in it. The
 * last deployment counts where it was read before; Azure is asked where it could know what templates
 * and azd leave open.
 */
export async function copyAccountCommand(
  place: Place,
  { service, connect, lastDeployments }: CopyContext,
): Promise<void> {
  const { deployment, grant } = grantAt(place, service);
  const grantWith = (knowledge: Knowledge): OpenGrant =>
    openGrant(grant, guidOf(grant.role) ?? '', accountOf(grant.scope), knowledge);
  const local = await knowledgeOf(deployment, service);
  const { environment } = local;
  const sources = environment === null ? [] : [`the azd environment ${environment}`];
  const origin = originOfSettings();
  const lastDeployment = lastDeployments.get({ root: deployment.root, environment, origin });
  let known = { ...local.known, lastDeployment };
  let open = grantWith({ deployment, known });
  if (
    lastDeployment !== null &&
    openValuesOf(grantWith(local)).length > openValuesOf(open).length
  ) {
    sources.push(`the last deployment, ${lastDeployment.name}`);
  }
  const subscription = known.environment['AZURE_SUBSCRIPTION_ID'];
  if (
    azureKnows(grant.principal) &&
    closed(open.principalId) === null &&
    subscription !== undefined
  ) {
    const { values } = await askAzure(subscription, connect);
    known = { ...known, ...values };
    open = grantWith({ deployment, known });
  }
  const shell: CommandShell = process.platform === 'win32' ? 'powershell' : 'bash';
  await copy(open, shell);
  // Not awaited: the command has been copied, whatever becomes of the message.
  void offerOtherShell(open, shell, sources);
}

/** Whether a look at Azure can tell the object id: of an identity that a resource has, or the caller. */
function azureKnows({ kind }: GrantPrincipal): boolean {
  return kind === 'system-assigned' || kind === 'user-assigned' || kind === 'deployer';
}

async function askAzure(subscription: string, connect: Connect): Promise<AzureValues> {
  const origin = originOfSettings();
  return withCancellableProgress(`Asking ${describeOrigin(origin)}`, async ({ signal }) => {
    const [{ openInventory }, connection] = await Promise.all([
      import('../../gather/index.ts'),
      connect(origin),
    ]);
    return readAzureValues(openInventory({ ...connection, signal }), subscription);
  });
}

/** The assignment that a finding is about. */
function grantAt(
  place: Place,
  service: BicepService,
): { deployment: Deployment; grant: RoleGrant } {
  const { location } = findingAt(place, service);
  const [found] = grantsAt(service.deployments(), location.file, location.span.start).filter(
    ({ grant }) => accountOf(grant.scope) !== null && guidOf(grant.role) !== null,
  );
  if (found === undefined) {
    throw new UserError('There is no role assignment at this place any more.');
  }
  return found;
}

function findingAt({ file, offset }: Place, service: BicepService): BicepFinding {
  const finding = service
    .findings(file)
    .filter(({ rule }) => rule === 'project-scope-only')
    .find(
      ({ location: { span } }) =>
        (span.start <= offset && offset <= span.end) ||
        // The cursor may be anywhere in the assignment.
        grantsAt(service.deployments(), file, span.start).some(
          ({ grant: { location: whole } }) =>
            whole.span.start <= offset && offset <= whole.span.end,
        ),
    );
  if (finding === undefined) {
    throw new UserError(
      'Nothing is missing at this place: put the cursor on a role assignment of a project that lacks one at the account.',
    );
  }
  return finding;
}

async function copy(open: OpenGrant, shell: CommandShell): Promise<void> {
  await vscode.env.clipboard.writeText(grantCommand(open, shell));
}

const shellNames: Record<CommandShell, string> = { bash: 'bash', powershell: 'PowerShell' };
const otherShell: Record<CommandShell, CommandShell> = { bash: 'powershell', powershell: 'bash' };

async function offerOtherShell(
  open: OpenGrant,
  shell: CommandShell,
  sources: string[],
): Promise<void> {
  const other = otherShell[shell];
  const button = `Copy for ${shellNames[other]}`;
  const chosen = await vscode.window.showInformationMessage(
    messageFor(open, shell, sources),
    button,
  );
  if (chosen !== button) return;
  await copy(open, other);
  vscode.window.setStatusBarMessage('Copied to the clipboard', 4_000);
}

/** What was copied, where its values come from, and what is left to fill in. */
function messageFor(grant: OpenGrant, shell: CommandShell, sources: string[]): string {
  const copied = `Copied the command for ${shellNames[shell]}${sources.length === 0 ? '' : `, with values of ${sources.join(' and ')}`}.`;
  const open = openValuesOf(grant).map(({ variable, meaning }) => `${variable} (${meaning})`);
  return open.length === 0
    ? `${copied} Nothing is left to fill in.`
    : `${copied} Fill in ${open.join(', ')} before you run it.`;
}

/** The place that a command is about: the argument's, else where the cursor is. */
export function placeOf(argument: unknown): Place {
  if (isPlace(argument)) return argument;
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) throw new UserError('Open a Bicep file first.');
  return {
    file: pathOf(editor.document.uri),
    offset: editor.document.offsetAt(editor.selection.active),
  };
}

function isPlace(argument: unknown): argument is Place {
  const place = argument as Partial<Place> | null | undefined;
  return typeof place?.file === 'string' && typeof place.offset === 'number';
}
