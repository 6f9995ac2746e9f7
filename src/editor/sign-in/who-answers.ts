import type { TokenCredential } from '@azure/core-auth';
import type { Place } from '../origin/connect.ts';
import { UserError } from '../commands/user-error.ts';
import type { IdentityKind } from './sign-in-kind.ts';
import { notSignedIn } from './tenant-connection.ts';

/**
 * Who a credential answers as, by its token for ARM.
 * @throws NotSignedInError where nobody is signed in, UserError where Entra could not be asked.
 */
export async function whoAnswers(
  { cloud }: Place,
  credential: TokenCredential,
  kind: IdentityKind,
): Promise<{ tenantId: string; account: string }> {
  const { callerOf, readSignInError, toUnknown } = await import('../../gather/index.ts');
  try {
    const token = await credential.getToken(`${cloud.arm.audience}/.default`);
    if (token !== null) {
      const { tenantId, name } = callerOf(token.token);
      return { tenantId, account: name };
    }
  } catch (error) {
    const { reason, detail } = toUnknown(error, { what: 'who you are', cancelled: false });
    if (reason !== 'not-signed-in') throw new UserError(detail, ['show-log']);
    const { said } = readSignInError(error);
    throw notSignedIn(kind, said);
  }
  throw notSignedIn(kind);
}
