import type { IncomingHttpHeaders } from 'node:http';
import express from 'express';
import { createHttpServer, createLogger, createRegistry, type HttpServer, type Registry } from '@onethread/runtime';
import { createMailSimulator, waitFor, type MailSimulator } from '@onethread/testkit';
import { createPlayground, type Playground } from '../src/index.ts';

export const JWT_SECRET = 'a-secret-of-the-app-that-is-long-enough';
export const EMAIL_ADDRESS = 'support@localhost';

export interface ReceivedHook {
  readonly path: string;
  /** The address as the sender called it. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A playground beside receivers that stand for Onethread's channels. */
export interface PlaygroundFixture {
  readonly playground: Playground;
  readonly metrics: Registry;
  readonly url: string;
  /** What arrived at the webhooks, oldest first. */
  readonly hooks: readonly ReceivedHook[];
  /** What the webhooks answer from now on. */
  answerHooksWith(status: number): void;
  /** Stands for the mail intake: takes every mail. */
  readonly intake: MailSimulator;
  hookAt(path: string, matches?: (hook: ReceivedHook) => boolean): Promise<ReceivedHook>;
  /** Serves something more under the same origin. */
  readonly http: HttpServer;
  close(): Promise<void>;
}

export async function startPlayground(options: { readonly distFolder?: string } = {}): Promise<PlaygroundFixture> {
  const logger = createLogger({ service: 'test', level: 'silent' });
  const metrics = createRegistry();
  const http = createHttpServer({ host: '127.0.0.1', port: 0, logger });
  const intake = await createMailSimulator();
  const hooks: ReceivedHook[] = [];
  let hookStatus = 200;
  const router = express.Router();
  router.post('/*path', express.text({ type: () => true }), (request, response) => {
    const body = typeof request.body === 'string' ? request.body : '';
    hooks.push({ path: request.path, url: `${http.publicUrl}${request.originalUrl}`, headers: request.headers, body });
    response.sendStatus(hookStatus);
  });
  http.mount('/webhooks', router);
  const playground = await createPlayground({
    http,
    logger,
    metrics,
    smtpPort: () => Number(new URL(intake.relayUrl).port),
    emailAddress: EMAIL_ADDRESS,
    inAppJwtSecret: JWT_SECRET,
    ...options,
  });
  await http.start();
  await playground.start();
  return {
    playground,
    metrics,
    http,
    hooks,
    intake,
    get url() {
      return http.publicUrl;
    },
    answerHooksWith: (status) => void (hookStatus = status),
    hookAt: (path, matches = () => true) =>
      waitFor(() => hooks.find((hook) => hook.path === path && matches(hook)), { describe: `a webhook at ${path}` }),
    async close() {
      await playground.stop();
      await intake.close();
      await http.stop();
    },
  };
}
