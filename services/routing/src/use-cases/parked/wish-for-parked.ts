import { outboundRecordSchema, outboundTopic } from '@onethread/contracts';
import type { IdentityId } from '@onethread/contracts';
import type { PageCursor } from '@onethread/documents';
import type { OutgoingRecord } from '@onethread/log';
import type { ParkedDocument } from '../../stores/documents.ts';
import { knownIdentity } from '../../stores/identities.ts';
import type { UseCaseContext } from '../context.ts';

/** What an operator wants done about replies that wait. */
export type ParkedWish = { readonly type: 'retry-parked' } | { readonly type: 'drop-parked'; readonly reason: string };

/** Whose: these (at most 200), or all that wait in a channel. */
export type ParkedChoice = { readonly identityIds: readonly string[] } | { readonly channel: string };

const PAGE = 200;
/** Most keys that one call asks for: as many as a channel parks. */
export const MAX_WISHES = 10_000;

/**
 * Puts the wish on the channel's topic under each identity's key, so that it stands behind every reply that was relayed
 * before it. Says for how many; those that do not wait are passed over. Durable when it resolves; repeatable.
 */
export async function wishForParked(context: UseCaseContext, choice: ParkedChoice, wish: ParkedWish): Promise<number> {
  let asked = 0;
  for await (const parked of chosen(context, choice)) {
    const records: OutgoingRecord[] = [];
    for (const one of parked) {
      const record = one.since === undefined ? undefined : await wishRecord(context, one._id, wish);
      if (record !== undefined) records.push(record);
    }
    if (records.length > 0) await context.publish(records);
    asked += records.length;
  }
  return asked;
}

async function* chosen(
  { collections }: UseCaseContext,
  choice: ParkedChoice,
): AsyncGenerator<readonly ParkedDocument[]> {
  if ('identityIds' in choice) {
    yield await collections.parked.getMany([...new Set(choice.identityIds)]);
    return;
  }
  let after: PageCursor | undefined;
  for (let seen = 0; seen < MAX_WISHES; seen += PAGE) {
    const query = { index: 'by_channel', equals: [choice.channel], limit: PAGE } as const;
    const page = await collections.parked.find(after === undefined ? query : { ...query, after });
    yield page.documents;
    after = page.cursor;
    if (after === undefined) return;
  }
}

async function wishRecord(
  { collections, now }: UseCaseContext,
  id: IdentityId,
  wish: ParkedWish,
): Promise<OutgoingRecord | undefined> {
  const known = await knownIdentity(collections, id);
  if (known === undefined) return undefined;
  const { channel, account, externalId } = known;
  const identity = { identityId: id, channel, account, externalId };
  const record = outboundRecordSchema.parse({ version: 1, occurredAt: now(), identity, ...wish });
  return { topic: outboundTopic(channel).name, key: id, value: JSON.stringify(record) };
}
