import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TokenCredential } from '@azure/core-auth';
import { publicCloud } from '../../../src/core/arm/cloud.ts';
import { createCertificate } from '../../../src/emulator/http/certificate.ts';
import { invokeAgent } from '../../../src/gather/invoke/invoke-agent.ts';
import { permitInvoke } from '../../../src/gather/invoke/permission.ts';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

const credential: TokenCredential = {
  getToken: async () => ({ token: 'token', expiresOnTimestamp: Date.now() + 3_600_000 }),
};

/** An agent's endpoint on loopback that gives the answers in turn, and the last one from then on. */
export async function withAgent<T>(
  answers: [Answer, ...Answer[]],
  run: (agent: {
    url: string;
    requests: string[];
    invoke: (more?: Partial<Parameters<typeof invokeAgent>[0]>) => ReturnType<typeof invokeAgent>;
  }) => Promise<T>,
): Promise<T> {
  const { certificate, privateKey } = createCertificate(new Date());
  const requests: string[] = [];
  const server = createServer({ cert: certificate, key: privateKey }, (request, response) => {
    requests.push(`${request.method} ${request.url}`);
    request.resume();
    (answers[requests.length - 1] ?? answers.at(-1) ?? answers[0])(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `https://127.0.0.1:${port}/api/projects/p/agents/a/endpoint/protocols/invocations?api-version=v1`;
  try {
    return await run({
      url,
      requests,
      invoke: (more = {}) =>
        invokeAgent({
          ...{ cloud: publicCloud, credential, ca: certificate, input: 'hello' },
          target: { url, protocol: 'invocations' },
          permission: permitInvoke({ url }, 1),
          ...more,
        }),
    });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** An answer of one piece. */
export const reply =
  (status: number, body: string, headers: Record<string, string> = {}): Answer =>
  (response) => {
    response.writeHead(status, headers).end(body);
  };
