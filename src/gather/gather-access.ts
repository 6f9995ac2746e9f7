import type { AccessFacts, Caller } from '../core/facts/diagnosis-facts.ts';
import type { Fact } from '../core/facts/fact.ts';
import type {
  AccessQuestionFacts,
  NamedPrincipal,
  Witness,
} from '../core/questions/access-question-facts.ts';
import { connect, untilAborted } from './connect.ts';
import { notRead } from './fact.ts';
import type { AccessRequest } from './request.ts';
import type { Session } from './session.ts';
import { createAccessCollector } from './steps/collect-access.ts';
import { findPrincipal } from './steps/find-principal.ts';
import { findScope } from './steps/find-scope.ts';
import { readInventory, readSubscriptions, type Inventory } from './steps/read-inventory.ts';
import { readWitness } from './steps/read-witness.ts';

/** What a look at named principals finds; the frame around it (caller, cloud, reads) is not its own. */
type Answers = Pick<
  AccessQuestionFacts,
  'principals' | 'scope' | 'witness' | 'access' | 'roleDefinitions' | 'directory' | 'memberships'
>;

/**
 * Reads what bears on the access of named principals at a scope, and on that of the caller, who may
 * be the one to change it. Whatever cannot be found or read is an unknown fact with its reason, so
 * the facts are always complete; only a cancelled run rejects, with the signal's reason.
 */
export function gatherAccess(request: AccessRequest): Promise<AccessQuestionFacts> {
  return untilAborted(request.signal, () => gather(request));
}

async function gather(request: AccessRequest): Promise<AccessQuestionFacts> {
  const { cloud, principals } = request;
  const asksAgent = principals.some((name) => /^agent:/i.test(name.trim()));
  const { caller, clients, ledger } = await connect(request, [
    cloud.graph.audience,
    ...(asksAgent ? [cloud.foundry.audience] : []),
  ]);
  const answers =
    caller.status === 'known'
      ? await answer(request, caller.value, {
          asked: {},
          callerId: caller.value.objectId,
          cloud,
          clients,
          ledger,
          choose: undefined,
        })
      : answerNothing(request, caller);
  return {
    schemaVersion: 1,
    at: new Date().toISOString(),
    cloud,
    caller,
    ...answers,
    reads: ledger.reads(),
  };
}

/** Every read starts as soon as what it needs is there; scope and principals look for each other. */
async function answer(
  { principals: asked, scope: askedScope, witness: action }: AccessRequest,
  caller: Caller,
  session: Session,
): Promise<Answers> {
  let lookedUp: Promise<Inventory> | undefined;
  const inventory = (): Promise<Inventory> =>
    (lookedUp ??= readInventory(session, readSubscriptions(session)));
  const scope = findScope(session, askedScope, inventory);
  const principals = asked.map((name) =>
    findPrincipal(session, name, { caller, scope, inventory }),
  );
  void scope.then(({ status }) => {
    session.ledger.finish('inventory', status === 'known' ? 'found' : 'not found');
  });

  const collector = createAccessCollector(session);
  const askAtScope = async (principal: Promise<Fact<NamedPrincipal>>): Promise<AccessFacts[]> => {
    const [who, where] = await Promise.all([principal, scope]);
    return who.status === 'known' && where.status === 'known'
      ? [await collector.ask(who.value.id, where.value, who.value.type)]
      : [];
  };
  const self = scope.then(async (where) =>
    where.status === 'known' ? [await collector.ask(caller.objectId, where.value)] : [],
  );
  const witness = action === undefined ? null : askWitness(session, action, principals[0], scope);
  const access = [...new Set((await Promise.all([...principals.map(askAtScope), self])).flat())];
  session.ledger.finish('access', `${access.length} identities`);
  return {
    principals: await Promise.all(principals),
    scope: await scope,
    access,
    ...(await collector.describe(
      access.map(({ principalId }) => principalId),
      access,
    )),
    witness: await witness,
  };
}

async function askWitness(
  session: Session,
  action: string,
  principal: Promise<Fact<NamedPrincipal>> | undefined,
  scope: Promise<Fact<string>>,
): Promise<Fact<Witness>> {
  const [who, where] = await Promise.all([principal, scope]);
  if (who?.status !== 'known') return notRead('the principal is not known.');
  if (where.status !== 'known') return notRead('the scope is not known.');
  return readWitness(session, { principalId: who.value.id, scope: where.value, action });
}

/** The answers of a run that nobody was signed in for. */
function answerNothing({ principals, witness }: AccessRequest, caller: Fact<Caller>): Answers {
  const because = caller.status === 'unknown' ? caller : notRead('nobody is signed in.');
  return {
    principals: principals.map(() => because),
    scope: because,
    witness: witness === undefined ? null : because,
    access: [],
    roleDefinitions: {},
    directory: {},
    memberships: {},
  };
}
