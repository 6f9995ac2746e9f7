import { createServer as createPlainServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { managedIdentityToken } from '../entra/managed-identity.ts';
import type { World } from '../world.ts';
import type { ServerCertificate } from './certificate.ts';
import { dispatch, type Dispatched } from './dispatch.ts';
import type { Reply } from './reply.ts';
import type { RequestRecord } from './request-log.ts';
import type { Router } from './route.ts';

/** Resolves with the port once the server listens on loopback; rejects where the port is taken. */
export function listen(server: Server | TlsServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

export function close(server: Server | TlsServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

export type Serve = (request: IncomingMessage, response: ServerResponse) => void;

export const createTls = (certificate: ServerCertificate, serve: Serve): TlsServer =>
  createTlsServer({ cert: certificate.certificate, key: certificate.privateKey }, serve);

/** Answers every request of the TLS server and writes it down. */
export function createServe(world: World, router: Router, records: RequestRecord[]): Serve {
  const startedAt = performance.now();
  const elapsed = (): number => performance.now() - startedAt;

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const record: RequestRecord = {
      method: request.method ?? 'GET',
      path: request.url ?? '/',
      body: '',
      status: 0,
      startMs: elapsed(),
      endMs: Number.NaN,
      caller: null,
    };
    records.push(record);
    record.body = await readBody(request);
    const dispatched = dispatch(world, router, {
      method: record.method,
      url: record.path,
      headers: request.headers,
      body: record.body,
    });
    const { principal } = dispatched.caller;
    record.caller = principal?.userPrincipalName ?? principal?.appId ?? null;
    if (dispatched.delayMs > 0) await wait(dispatched.delayMs);
    if (response.destroyed) return;
    record.status = dispatched.cutOff ? 0 : dispatched.reply.status;
    record.endMs = elapsed();
    await send(response, dispatched);
  };
  // A client that goes away in the middle of its request is nobody's error.
  return (request, response) => void serve(request, response).catch(() => response.destroy());
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

async function send(
  response: ServerResponse,
  { reply, cutOff, truncate }: Dispatched,
): Promise<void> {
  if (reply.kind === 'stream') {
    response.writeHead(reply.status, reply.headers);
    for (const chunk of reply.chunks) {
      response.write(chunk);
      if (cutOff) return void response.socket?.destroySoon();
    }
    response.end();
    return;
  }
  if (reply.kind === 'live') return sendLive(response, reply, cutOff);
  const body = bodyOf(reply);
  const half = body.subarray(0, Math.floor(body.length / 2));
  const sent = truncate ? half : body;
  response.writeHead(reply.status, {
    ...(reply.kind === 'json' ? { 'content-type': 'application/json; charset=utf-8' } : {}),
    ...reply.headers,
    ...(reply.kind === 'json' ? { 'content-length': String(sent.length) } : {}),
  });
  if (cutOff) {
    response.write(half, () => response.socket?.destroy());
    return;
  }
  response.end(sent);
}

async function sendLive(
  response: ServerResponse,
  { status, headers, chunks }: Extract<Reply, { kind: 'live' }>,
  cutOff: boolean,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  response.writeHead(status, headers).flushHeaders();
  for await (const chunk of chunks(gone.signal)) {
    response.write(chunk);
    if (cutOff) return void response.socket?.destroySoon();
  }
  response.end();
}

const bodyOf = (reply: Reply): Buffer =>
  reply.kind === 'json' ? Buffer.from(JSON.stringify(reply.body)) : Buffer.alloc(0);

/** The plain-http server beside the TLS one, for managed identity tokens and nothing else. */
export const createManagedIdentityServer = (world: World): Server =>
  createPlainServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    void readBody(request).then((form) => {
      const { status, body } = managedIdentityToken(world, url, request.headers, form);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
