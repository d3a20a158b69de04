import express, { type ErrorRequestHandler, type Request, type Response } from 'express';
import { createRateLimit, type ChannelHost } from '@onethread/channel-kit';
import type { IdentityRef } from '@onethread/contracts';
import type { CopyReaders } from './copy-readers.ts';
import { readCopyWish } from './unsubscribe-form.ts';
import { sendPage, type PageState } from './unsubscribe-page.ts';
import type { UnsubscribeTokens } from './unsubscribe-tokens.ts';
import { UNSUBSCRIBE_PATH } from './unsubscribe-ways.ts';
import { UNSUBSCRIBE_LANGUAGES, wordsIn } from './unsubscribe-words.ts';

/** Looks and changes of one address: mail programs, scanners and one person pressing both buttons, and no more. */
const LOOKS = { burst: 60, perSecond: 1 };
const CHANGES = { burst: 10, perSecond: 1 / 60 };
/** Links that are not ours, by who asks. Those that are ours are not counted so: one mail provider asks for all its people. */
const STRAY_LINKS = { burst: 60, perSecond: 1 };
const RETRY_AFTER_S = 60;
const STOPPED_RETRY_AFTER_S = 5;

export interface UnsubscribeParts {
  readonly host: Pick<ChannelHost, 'http' | 'now' | 'refused'>;
  readonly tokens: UnsubscribeTokens;
  readonly readers: CopyReaders;
  readonly isStopping: () => boolean;
}

/**
 * `GET /…/<token>` shows the page and changes nothing, since programs that look for bad links fetch it. `POST` is the answer of
 * the page's buttons and of mail programs (RFC 8058): the token is all that it needs. 200 once the wish is durable; 404 for
 * what is no link of ours, 400 for what is no wish, 429 for too much, 503 where it could not be kept.
 */
export function mountUnsubscribe({ host, tokens, readers, isStopping }: UnsubscribeParts): void {
  const limit = ({ burst, perSecond }: typeof LOOKS) => createRateLimit(burst, perSecond, host.now);
  const [looks, changes, strayLinks] = [limit(LOOKS), limit(CHANGES), limit(STRAY_LINKS)];
  const router = express.Router();

  /** The identity that the link names; undefined: there is none, or too much is asked of it, and that is the answer. */
  const named = (request: Request<{ token: string }>, response: Response): string | undefined => {
    const identityId = tokens.identityIdOf(request.params.token);
    const isPost = request.method === 'POST';
    const mayGoOn =
      identityId === undefined ? strayLinks.allows(request.ip ?? '') : (isPost ? changes : looks).allows(identityId);
    if (identityId !== undefined && mayGoOn) return identityId;
    host.refused(mayGoOn ? 'unsubscribe-no-link' : 'unsubscribe-too-often');
    if (mayGoOn) answer(request, response, 404, 'unknown');
    else answer(request, response.setHeader('retry-after', RETRY_AFTER_S), 429, 'later');
    return undefined;
  };

  router.use((request, response, next) => {
    if (!isStopping()) next();
    else answer(request, response.setHeader('retry-after', STOPPED_RETRY_AFTER_S), 503, 'later');
  });
  router.get('/:token', async (request, response) => {
    const identityId = named(request, response);
    if (identityId === undefined) return;
    const { identity, isRefusing } = await readers.find(identityId);
    answer(request, response, 200, isRefusing ? 'stopped' : 'ask', identity);
  });
  router.post('/:token', async (request, response) => {
    const identityId = named(request, response);
    if (identityId === undefined) return;
    const wish = await readCopyWish(request);
    if (wish === undefined) {
      host.refused('unsubscribe-no-wish');
      answer(request, response, 400, 'refused');
      return;
    }
    await (wish === 'none' ? readers.refuse(identityId) : readers.takeAgain(identityId));
    const { identity } = await readers.find(identityId);
    answer(request, response, 200, wish === 'none' ? 'stopped' : 'resumed', identity);
  });
  router.use((request, response) => answer(request, response, 404, 'unknown'));
  const answerFailure: ErrorRequestHandler = (error: unknown, request, response, next) => {
    if ((error as { retryable?: unknown }).retryable !== true) {
      next(error);
      return;
    }
    host.refused('unsubscribe-unavailable');
    answer(request, response.setHeader('retry-after', RETRY_AFTER_S), 503, 'later');
  };
  router.use(answerFailure);
  host.http.mount(UNSUBSCRIBE_PATH, router);
}

function answer(request: Request, response: Response, status: number, state: PageState, identity?: IdentityRef): void {
  // What was not read of a call is not waited for: its connection ends with the answer.
  if (request.method !== 'GET' && !request.readableEnded) response.setHeader('connection', 'close');
  sendPage(response, status, state, wordsIn(request.acceptsLanguages(...UNSUBSCRIBE_LANGUAGES)), identity);
}
