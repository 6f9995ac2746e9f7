import * as z from 'zod';
import type { Fact } from '../../core/facts/fact.ts';
import type { Witness } from '../../core/questions/access-question-facts.ts';
import { planeOf } from '../../core/rbac/plane.ts';
import { errorChain, statusOf } from '../errors/error-parts.ts';
import { ReadFailure } from '../errors/failure.ts';
import { apiVersions } from '../pipeline/api-versions.ts';
import type { Session } from '../session.ts';
import { checkAccessBody, parseCheckAccess } from '../wire/check-access.ts';

/** Statuses with which a cloud says that it has no such interface, or not in this form. */
const notOffered = [400, 404, 405];

/** What Azure's own, undocumented checkAccess decides for a principal, seen from outside. */
export function readWitness(
  session: Session,
  question: { principalId: string; action: string; scope: string },
): Promise<Fact<Witness>> {
  const { action, scope } = question;
  const url = `${session.cloud.arm.endpoint}${scope.replace(/\/+$/, '')}/providers/Microsoft.Authorization/checkAccess?api-version=${apiVersions.checkAccess}`;
  const body = checkAccessBody({ ...question, isDataAction: planeOf(action) === 'data' });
  return session.ledger.fact('access', 'what checkAccess decides', async () => {
    try {
      return parseCheckAccess(await session.clients.arm.post(url, body, z.unknown()), action);
    } catch (error) {
      const status = errorChain(error)
        .map(statusOf)
        .find((found) => found !== null);
      if (status === undefined || status === null || !notOffered.includes(status)) throw error;
      throw new ReadFailure(
        'not-found',
        `This cloud does not answer checkAccess (HTTP ${status}), an undocumented interface, so there is no second witness.`,
        { cause: error },
      );
    }
  });
}
