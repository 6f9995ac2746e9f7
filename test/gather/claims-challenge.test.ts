import type { GetTokenOptions } from '@azure/core-auth';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createCertificate } from '../../src/emulator/http/certificate.ts';
import { close, createTls, listen } from '../../src/emulator/http/server.ts';
import { publicCloud } from '../../src/core/arm/cloud.ts';
import { withTokenCache } from '../../src/gather/credential/token-cache.ts';
import { createClients } from '../../src/gather/pipeline/clients.ts';
import { patienceOfInventory } from '../../src/gather/pipeline/patience-policy.ts';

const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';

/** A service that takes only the token that was asked for with the claims of its challenge. */
async function withChallenger<T>(use: (origin: string, ca: string) => Promise<T>): Promise<T> {
  const certificate = createCertificate(new Date());
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    if (request.headers.authorization === 'Bearer challenged') {
      response.end('{"value":[]}');
      return;
    }
    const encoded = Buffer.from(claims).toString('base64');
    response.statusCode = 401;
    response.setHeader(
      'www-authenticate',
      `Bearer realm="", error="insufficient_claims", claims="${encoded}"`,
    );
    response.end('{"error":{"code":"InteractionRequired","message":"more proof"}}');
  };
  const server = createTls(certificate, answer);
  const port = await listen(server, 0);
  try {
    return await use(`https://127.0.0.1:${port}`, certificate.certificate);
  } finally {
    await close(server);
  }
}

describe('a challenge with claims', () => {
  it('reaches the credential past every cache, and its token serves from then on', async () => {
    const asked: GetTokenOptions[] = [];
    const credential = withTokenCache({
      async getToken(_scopes, options = {}) {
        asked.push(options);
        const token = options.claims === undefined ? 'plain' : 'challenged';
        return { token, expiresOnTimestamp: Date.now() + 3_600_000 };
      },
    });
    const makeClients = (origin: string, ca: string) =>
      createClients({
        cloud: { ...publicCloud, arm: { ...publicCloud.arm, endpoint: origin } },
        patience: patienceOfInventory,
        ...{ credential, ca },
      });
    await withChallenger(async (origin, ca) => {
      const { arm, subscriptions } = makeClients(origin, ca);
      await arm.get(`${origin}/subscriptions`, z.object({ value: z.array(z.unknown()) }));
      expect(asked.map((options) => options.claims)).toEqual([undefined, claims]);
      // The SDKs' clients ask the same cache, which has the better token by now.
      for await (const subscription of subscriptions.subscriptions.list()) {
        expect(subscription).toBeUndefined();
      }
      expect(asked).toHaveLength(2);
    });
  });
});
