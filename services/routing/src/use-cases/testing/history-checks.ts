import type { CustomerId, Entry } from '@onethread/contracts';
import { inboundEntryId } from '@onethread/contracts';
import { isQuiet } from '../../domain/open-conversations.ts';
import { statusRank } from '../../domain/delivery-status.ts';
import { bornHead, foldEntry } from '../../domain/stream-head.ts';
import { rebuild } from '../rebuild/rebuild.ts';
import type { UseCaseContext } from '../context.ts';
import { MESSAGES_EACH } from './history-load.ts';
import type { Promises } from './history-load.ts';
import { customerOf } from './test-context.ts';

const ABOUT_STREAMS = new Set(['moved', 'joined']);

/** What the write order promises, checked against the commits alone. Returns what was broken. */
export function brokenByCommits(log: readonly Entry[], { identities, seen }: Promises): string[] {
  const broken: string[] = [];
  const where = new Map<CustomerId, string>(identities.map((identity) => [customerOf(identity), customerOf(identity)]));
  const heads = new Map<string, { n: number; at: number }>();
  const lastAt = new Map<CustomerId, number>();
  const ids = new Set<string>();
  const open = new Map<string, { home: CustomerId; open: boolean }>();
  log.forEach((entry, index) => {
    const { streamId, n, at, entryId, customerId, body } = entry;
    const head = heads.get(streamId) ?? { n: 0, at: 0 };
    if (n !== head.n + 1) broken.push(`dense: ${streamId} ${n} after ${head.n}`);
    if (at <= head.at) broken.push(`rising: ${streamId} ${n}`);
    heads.set(streamId, { n, at });
    if (ids.has(plain(entryId))) broken.push(`unique: ${plain(entryId)}`);
    ids.add(plain(entryId));
    if (body.kind === 'moved') {
      for (const member of body.set) {
        if (where.get(member) !== streamId) broken.push(`membership: moved ${member} from where it was not`);
        where.set(member, `~${body.opId}`);
      }
    } else if (body.kind === 'joined') {
      for (const member of body.set) {
        if (where.get(member) !== `~${body.opId}`) broken.push(`membership: joined ${member} unasked`);
        where.set(member, streamId);
      }
    } else {
      if (where.get(customerId) !== streamId) broken.push(`membership: ${body.kind} of ${customerId} in ${streamId}`);
      if ((lastAt.get(customerId) ?? 0) >= at) broken.push(`order: ${customerId} at ${at}`);
      lastAt.set(customerId, at);
    }
    if (body.kind === 'message') {
      const opens = (body.effect === 'opened' && !isQuiet(body)) || body.effect === 'reopened';
      const others = [...open].filter(
        ([id, one]) => one.open && id !== body.conversationId && where.get(one.home) === streamId,
      );
      const wasOpen = open.get(body.conversationId)?.open === true;
      if (opens && !wasOpen && others.length > 0) broken.push(`episode: ${entryId} opens beside ${others[0]?.[0]}`);
      if (body.effect === 'opened') open.set(body.conversationId, { home: customerId, open: !isQuiet(body) });
      else if (opens)
        open.set(body.conversationId, { home: open.get(body.conversationId)?.home ?? customerId, open: true });
    }
    if (body.kind === 'resolved') {
      const known = open.get(body.conversationId);
      if (known !== undefined) open.set(body.conversationId, { ...known, open: false });
    }
    if (body.kind === 'reply' && !body.held) {
      const cursor = seen.get(entryId);
      const unseen = log
        .slice(0, index)
        .find(
          (x) => x.body.kind === 'message' && where.get(x.customerId) === streamId && x.n > (cursor?.[x.streamId] ?? 0),
        );
      if (cursor !== undefined && unseen !== undefined)
        broken.push(`guard: ${entryId} sent over unseen ${unseen.entryId}`);
    }
  });
  for (const [customer, stream] of where) if (stream.startsWith('~')) broken.push(`move of ${customer} not finished`);
  return broken;
}

/** What must hold once all is quiet. */
export async function brokenAtRest(
  context: UseCaseContext,
  log: readonly Entry[],
  promises: Promises,
): Promise<string[]> {
  const { collections } = context;
  const broken: string[] = [];
  const byId = new Map(log.map((entry) => [entry.entryId, entry]));
  for (const [id, entry] of promises.acknowledged) {
    const stored = byId.get(id);
    if (stored?.n !== entry.n || stored.streamId !== entry.streamId) broken.push(`lost: ${id}`);
  }
  for (const identity of promises.identities) {
    let before = 0;
    for (let m = 0; m < MESSAGES_EACH; m += 1) {
      const id = inboundEntryId(identity.channel, identity.account, `${identity.externalId}-m${m}`);
      const at = byId.get(id)?.at;
      if (at === undefined) broken.push(`lost: message ${m} of ${identity.externalId}`);
      else if (at <= before) broken.push(`order: message ${m} of ${identity.externalId}`);
      before = at ?? before;
    }
  }
  for (const entry of log) if (!ABOUT_STREAMS.has(entry.body.kind)) await checkWaiting(context, entry, broken);
  for (const providerId of promises.receipts) {
    const key = `pigeon:pigeon-loft:${providerId}`;
    const { documents } = await collections.items.find({ index: 'by_provider_key', equals: [key], limit: 1 });
    const status = documents[0]?.status;
    if (documents[0] !== undefined && (status === undefined || statusRank(status) < statusRank('delivered'))) {
      broken.push(`receipt lost: ${providerId}`);
    }
  }
  const { differences, examples } = await rebuild(context, { repair: false });
  if (differences > 0) broken.push(`projection: ${examples.join(' ')}`);
  broken.push(...(await brokenLinks(context, log)));
  return broken;
}

async function checkWaiting(
  { collections }: UseCaseContext,
  { body, entryId }: Entry,
  broken: string[],
): Promise<void> {
  if (body.kind !== 'reply') return;
  const item = await collections.items.get(entryId);
  if (item?.relayAt !== undefined) broken.push(`relay: ${entryId} still waits`);
}

/** Active links and streams must tell the same threads; nothing is left to do. */
async function brokenLinks({ collections }: UseCaseContext, log: readonly Entry[]): Promise<string[]> {
  const broken: string[] = [];
  const heads = new Map<string, ReturnType<typeof bornHead>>();
  for (const entry of log) {
    heads.set(entry.streamId, foldEntry(heads.get(entry.streamId) ?? bornHead(entry.streamId), entry));
  }
  const streamOf = (customer: string): string => {
    for (const head of heads.values()) if (head.members.some((member) => member === customer)) return head.streamId;
    return customer;
  };
  for (const state of ['todo', 'a'] as const) {
    if (state === 'a') continue;
    const { documents } = await collections.links.find({ index: state, limit: 100 });
    for (const link of documents) broken.push(`link: ${link._id} left to do`);
  }
  const links = new Map<string, Awaited<ReturnType<typeof collections.links.get>>>();
  const customers = new Set(log.map((entry) => entry.customerId));
  for (const customer of customers) {
    const found = await collections.links.find({ index: 'by_a', equals: [customer.slice(2)], limit: 100 });
    for (const link of found.documents) links.set(link._id, link);
  }
  for (const link of links.values()) {
    if (link?.state === 'proposed') broken.push(`link: ${link._id} left proposed`);
    if (link?.state === 'active' && streamOf(`c_${link.a}`) !== streamOf(`c_${link.b}`)) {
      broken.push(`link: ${link._id} active over two streams`);
    }
  }
  return broken;
}

/** A broken world marks a second entry of the same id with `~`. */
function plain(entryId: string): string {
  return entryId.split('~')[0] ?? entryId;
}
