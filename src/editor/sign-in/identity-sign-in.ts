import type { TokenCredential } from '@azure/core-auth';
import * as vscode from 'vscode';
import { withCancellableProgress } from '../cancellable-progress.ts';
import { UserError } from '../commands/user-error.ts';
import type { Place } from '../origin/connect.ts';
import type { InteractiveCredential } from '../../gather/credential/interactive-credential.ts';
import {
  howToSignIn,
  isInteractive,
  type IdentityKind,
  type InteractiveKind,
} from './sign-in-kind.ts';

/** How the application of a sample tenant signs in. */
export interface ClientSecret {
  tenantId: string;
  clientId: string;
  clientSecret: string;
}

/** Signing in with `@azure/identity`. */
export interface IdentitySignIn {
  /**
   * The credential of a kind, or of an application. The same place and kind have the same one for
   * the life of the process, so that nothing signs in twice. It never asks the human.
   */
  credential(place: Place, kind: IdentityKind | ClientSecret): Promise<TokenCredential>;
  /**
   * Asks the human to sign in.
   * @throws UserError with what to run, for the kinds that sign in elsewhere.
   */
  signIn(place: Place, kind: IdentityKind): Promise<void>;
}

export function createIdentitySignIn(): IdentitySignIn {
  const silent = new Map<string, TokenCredential>();
  const interactive = new Map<string, InteractiveCredential>();

  const interactiveCredential = async (
    { cloud, ca }: Place,
    kind: InteractiveKind,
  ): Promise<InteractiveCredential> => {
    const { createInteractiveCredential } = await import('../../gather/index.ts');
    return remember(interactive, { cloud, ca, kind }, () =>
      createInteractiveCredential(cloud, kind, { ca, onDeviceCode: showDeviceCode }),
    );
  };

  return {
    async credential(place, kind) {
      if (typeof kind === 'string' && isInteractive(kind)) {
        return (await interactiveCredential(place, kind)).credential;
      }
      const { createCredential } = await import('../../gather/index.ts');
      const { cloud, ca } = place;
      return remember(silent, { cloud, ca, kind }, () =>
        createCredential(cloud, {
          ca,
          ...(typeof kind === 'string' ? { kind } : { kind: 'secret', ...kind }),
        }),
      );
    },
    async signIn(place, kind) {
      if (!isInteractive(kind)) {
        throw new UserError(`You sign in outside of VS Code. ${howToSignIn[kind]}`, [
          'open-settings',
        ]);
      }
      const asking = await interactiveCredential(place, kind);
      const { toUnknown } = await import('../../gather/index.ts');
      await withCancellableProgress('Signing in to Azure', async ({ signal }) => {
        try {
          await asking.signIn(signal);
        } catch (error) {
          if (signal.aborted) throw signal.reason;
          const { detail } = toUnknown(error, { what: 'who you are', cancelled: false });
          throw new UserError(detail, ['show-log']);
        }
      });
    },
  };
}

/** The value that was made for a key of plain JSON, made now where there is none. */
function remember<T>(made: Map<string, T>, key: object, make: () => T): T {
  const text = JSON.stringify(key);
  const value = made.get(text) ?? make();
  made.set(text, value);
  return value;
}

function showDeviceCode({
  userCode,
  verificationUri,
}: {
  userCode: string;
  verificationUri: string;
}): void {
  const copyAndOpen = 'Copy Code and Open Page';
  void vscode.window
    .showInformationMessage(
      `Type the code ${userCode} at ${verificationUri} to sign in to Azure.`,
      copyAndOpen,
    )
    .then(async (chosen) => {
      if (chosen !== copyAndOpen) return;
      await vscode.env.clipboard.writeText(userCode);
      await vscode.env.openExternal(vscode.Uri.parse(verificationUri));
    });
}
