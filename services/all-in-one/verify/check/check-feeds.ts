import { waitFor } from '@onethread/testkit';
import { z } from 'zod';
import { userToken } from '../../tests/customers/app-device.ts';
import { SECRETS } from '../../tests/companies.ts';
import type { Findings } from '../findings.ts';
import type { Person, Roster } from '../traffic/roster.ts';
import { namedAnswer, namedMessage } from '../traffic/texts.ts';
import { checkNumbers } from './walk-entries.ts';

const AT_ONCE = 8;
const PAGE_SIZE = 200;
const ANSWERED_WITHIN_MS = 60_000;

const itemSchema = z.object({
  id: z.string(),
  mine: z.boolean(),
  parts: z.array(z.object({ text: z.string().optional() })),
});
const pageSchema = z.object({ items: z.array(itemSchema), older: z.string().optional() });
type FeedItem = z.infer<typeof itemSchema>;

/**
 * Reads what every person of the app is shown when they open it on a new device: own words each once and in order. What
 * stands there of answers is what arrived, also after the app was closed.
 */
export async function checkFeeds(inAppUrl: string, roster: Roster, findings: Findings): Promise<void> {
  const queue = roster.people.filter(({ channel, begun }) => channel === 'in-app' && begun > 0)[Symbol.iterator]();
  const lane = async (): Promise<void> => {
    for (const person of queue) checkFeed(person, await feedOf(inAppUrl, person), findings);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

async function feedOf(inAppUrl: string, { index }: Person): Promise<FeedItem[]> {
  const headers = { authorization: `Bearer ${await userToken(SECRETS.userTokens, `user-${index}`)}` };
  const pages: FeedItem[][] = [];
  let before: string | undefined;
  do {
    const query = new URLSearchParams({ limit: String(PAGE_SIZE), ...(before === undefined ? {} : { before }) });
    const answer = await answered(`${inAppUrl}/in-app/v1/messages?${query.toString()}`, headers);
    if (!answer.ok) throw new Error(`a feed was answered with ${answer.status}`);
    const page = pageSchema.parse(await answer.json());
    pages.push(page.items);
    before = page.older;
  } while (before !== undefined);
  return pages.toReversed().flat();
}

/** "Not now" is an answer that a client asks again after. */
function answered(url: string, headers: Readonly<Record<string, string>>): Promise<Response> {
  return waitFor(
    async () => {
      const response = await fetch(url, { headers });
      return response.status === 503 ? undefined : response;
    },
    { describe: 'a feed', withinMs: ANSWERED_WITHIN_MS, everyMs: 500 },
  );
}

function checkFeed(person: Person, feed: readonly FeedItem[], findings: Findings): void {
  const text = ({ parts }: FeedItem) => parts.map((part) => part.text ?? '').join('');
  const own = feed.filter(({ mine }) => mine).map((item) => namedMessage(text(item))?.number ?? 0);
  checkNumbers(person, own, findings, { missing: 'shown', where: 'shown in the app' });
  const answers = feed.filter(({ mine }) => !mine).flatMap((item) => namedAnswer(text(item))?.mark ?? []);
  const shownLive = new Set(person.arrived);
  if (shownLive.size < person.arrived.length)
    findings.add('sent-once', `${person.name}: the app showed an answer twice`);
  for (const mark of shownLive) {
    if (!answers.includes(mark)) findings.add('told', `${person.name}: "${mark}" was shown and is not in the feed`);
  }
  person.arrived.splice(0, person.arrived.length, ...answers);
}
