import type { FeedSource } from '../feed/feed-source.ts';
import { FeedUnavailableError } from '../feed/feed-source.ts';
import type { FeedMessage, FeedPage } from '../protocol.ts';

const MAX_WAIT_S = 25;
/** Without a word from history in this time the caller is told to come again. */
const FIRST_PAGE_WITHIN_MS = 5_000;

/**
 * One answer of the long poll: what was missed since a cursor, at once if there is something, else as soon as something
 * comes, at the latest after `waitS` (then empty, with a cursor). Throws `FeedUnavailableError`.
 */
export function syncOnce(
  feed: FeedSource,
  identityId: string,
  since: string | undefined,
  waitS: number,
  /** The caller went away. */
  gone: AbortSignal,
): Promise<FeedPage> {
  return new Promise((resolve, reject) => {
    const items = new Map<string, FeedMessage>();
    let last: FeedPage | undefined;
    const finish = (): void => {
      clearTimeout(timer);
      gone.removeEventListener('abort', finish);
      following.stop();
      if (last === undefined) reject(new FeedUnavailableError('history cannot be read now'));
      else resolve({ ...last, items: [...items.values()] });
    };
    let timer = setTimeout(finish, FIRST_PAGE_WITHIN_MS);
    gone.addEventListener('abort', finish);
    const following = feed.follow(identityId, since, {
      page(page) {
        if (page.snapshot) items.clear();
        for (const item of page.items) items.set(item.id, item);
        last = { ...page, snapshot: page.snapshot || (last?.snapshot ?? false), ...olderOf(page, last) };
        if (!page.live) return;
        clearTimeout(timer);
        if (items.size > 0 || last.snapshot) queueMicrotask(finish);
        else timer = setTimeout(finish, Math.min(Math.max(waitS, 0), MAX_WAIT_S) * 1000);
      },
      typing: () => {},
    });
  });
}

function olderOf(page: FeedPage, last: FeedPage | undefined): Pick<FeedPage, 'older'> {
  const older = page.older ?? last?.older;
  return older === undefined ? {} : { older };
}
