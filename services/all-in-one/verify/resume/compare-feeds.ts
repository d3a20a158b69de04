import { userToken, textOfItem, type FeedItem } from '../../tests/customers/app-device.ts';
import { SECRETS } from '../../tests/world.ts';
import type { ResumingApp } from './resuming-app.ts';

const PAGE = 200;

/** What of one person's feed is wrong, in ids. */
export interface FeedFaults {
  /** Stored, and not shown though what is older is. */
  readonly gaps: readonly string[];
  /** Shown, and not stored. */
  readonly inventions: readonly string[];
  /** The same words of the same author stored or shown twice. */
  readonly doubles: readonly string[];
  /** Accepted, and not stored. */
  readonly lost: readonly string[];
}

/** Holds what an app shows against the whole feed, as a new device reads it page by page. */
export async function compareFeed(url: string, app: ResumingApp): Promise<FeedFaults> {
  const whole = await wholeFeed(url, app.userId);
  const stored = new Set(whole.map(({ id }) => id));
  const shown = [...app.items.values()];
  // After a snapshot a widget shows the newest page: what is older it reads when somebody scrolls.
  const oldest = Math.min(...shown.map(({ at }) => at));
  const due = shown.length === 0 ? whole : whole.filter(({ at }) => at >= oldest);
  const cids = new Set(whole.map(({ cid }) => cid));
  return {
    gaps: due.filter(({ id }) => !app.items.has(id)).map(({ id }) => id),
    inventions: shown.filter(({ id }) => !stored.has(id)).map(({ id }) => id),
    doubles: [...twice(whole), ...twice(shown)],
    lost: [...app.accepted.keys()].filter((cid) => !cids.has(cid)),
  };
}

async function wholeFeed(url: string, userId: string): Promise<readonly FeedItem[]> {
  const headers = { authorization: `Bearer ${await userToken(SECRETS.userTokens, userId)}` };
  const read = async (path: string): Promise<{ readonly items: readonly FeedItem[]; readonly older?: string }> => {
    const answer = await fetch(`${url}/in-app/v1${path}`, { headers });
    if (!answer.ok) throw new Error(`${path.split('?')[0]} answered ${answer.status}`);
    return (await answer.json()) as { items: readonly FeedItem[]; older?: string };
  };
  let page = await read('/sync');
  const whole = [...page.items];
  while (page.older !== undefined) {
    page = await read(`/messages?limit=${PAGE}&before=${encodeURIComponent(page.older)}`);
    whole.unshift(...page.items);
  }
  return whole;
}

function twice(items: readonly FeedItem[]): readonly string[] {
  const byWords = Map.groupBy(items, (item) => `${item.mine} ${textOfItem(item)}`);
  return [...byWords.values()].filter(({ length }) => length > 1).map(([first]) => (first as FeedItem).id);
}
