import { Agent, request } from 'node:https';
import { performance } from 'node:perf_hooks';
import pLimit from 'p-limit';
import type { EmulatorAddress } from '../../samples/survey-emulator.ts';
import { receiveTask, sendAnswer, type BareRequest } from './processes.ts';

/**
 * The limit that no survey can beat: the requests of one, sent again by `node:https` as many at a
 * time, without waiting for what they depended on, and nothing done with the answers but JSON.parse and
 * counting the assignments in them, which a survey lets go of where they bear on no model call.
 */
const atATime = 8;

const { address, requests } = await receiveTask('bare-process');
const agent = new Agent({ keepAlive: true, maxSockets: atATime, ca: address.ca });
const startedAt = performance.now();
const tokens = await signIn(address);
const limit = pLimit(atATime);
const assignments = new Set<string>();
await Promise.all(
  requests.map((one) =>
    limit(async () => {
      const answer = JSON.parse(await send(one, tokens(one.path))) as { value?: { id: string }[] };
      // Management groups' assignments stand in the list of every subscription below them.
      if (/\/roleAssignments\?/i.test(one.path)) {
        for (const { id } of answer.value ?? []) assignments.add(id.toLowerCase());
      }
    }),
  ),
);
sendAnswer('bare-process', {
  ms: performance.now() - startedAt,
  assignments: assignments.size,
});
agent.destroy();

async function signIn({
  cloud,
  signIn: secret,
}: EmulatorAddress): Promise<(path: string) => string> {
  const token = async ({ audience }: { audience: string }): Promise<string> => {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: secret.clientId,
      client_secret: secret.clientSecret,
      scope: `${audience}/.default`,
    });
    const path = `/${secret.tenantId}/oauth2/v2.0/token`;
    const answer = await send({ method: 'POST', path, body: form.toString() });
    return (JSON.parse(answer) as { access_token: string }).access_token;
  };
  const [arm, graph, foundry] = await Promise.all(
    [cloud.arm, cloud.graph, cloud.foundry].map(token),
  );
  return (path) =>
    (path.startsWith('/graph.') ? graph : path.includes('.services.ai.') ? foundry : arm) ?? '';
}

function send({ method, path, body }: BareRequest, token?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      new URL(path, address.cloud.arm.endpoint),
      {
        agent,
        method,
        headers: {
          'content-type': path.includes('/oauth2/')
            ? 'application/x-www-form-urlencoded'
            : 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const { statusCode = 0 } = response;
          if (statusCode === 200) resolve(Buffer.concat(chunks).toString('utf8'));
          else reject(new Error(`${method} ${path} answered ${statusCode}.`));
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
