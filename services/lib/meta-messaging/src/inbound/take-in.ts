import { InvalidInboundError, type ChannelHost, type InboundDraft } from '@onethread/channel-kit';
import type { UnreachablePeople } from '../send/unreachable-people.ts';
import type { DraftMaker, Drafts } from './draft-maker.ts';
import type { MetaEvent } from './read-events.ts';
import { toDrafts } from './to-drafts.ts';

/** Updates of one call that are worked on at a time (downloads, names). */
const AT_ONCE = 8;

/** Makes all updates of a call durable, in their order. Throws when the provider must send the call again. */
export async function takeIn(
  maker: DraftMaker,
  unreachable: UnreachablePeople,
  events: readonly MetaEvent[],
): Promise<void> {
  const drafts = await inTurns(events, (event) => toDrafts(maker, event));
  const inbound = drafts.flatMap((draft) => (draft.inbound === undefined ? [] : [draft.inbound]));
  const receipts = drafts.flatMap((draft) => draft.receipts ?? []);
  const statuses = drafts.flatMap((draft) => (draft.status === undefined ? [] : [draft.status]));
  if (inbound.length > 0) await receiveAll(maker.host, inbound);
  await unreachable.wroteAgain(drafts.flatMap(({ wroteBy, inbound: said }) => (wroteBy && said ? [said] : [])));
  if (statuses.length > 0) await maker.host.report(statuses);
  if (receipts.length > 0) await maker.host.receipts(receipts);
}

/** One message that the contract forbids must not cost the others: they are handed over one by one, and it is counted. */
async function receiveAll(host: ChannelHost, inbound: readonly InboundDraft[]): Promise<void> {
  try {
    await host.receive(inbound);
  } catch (error) {
    if (!(error instanceof InvalidInboundError)) throw error;
    for (const draft of inbound) await receiveOne(host, draft);
  }
}

async function receiveOne(host: ChannelHost, draft: InboundDraft): Promise<void> {
  try {
    await host.receive([draft]);
  } catch (error) {
    if (!(error instanceof InvalidInboundError)) throw error;
    host.refused('invalid-inbound', { type: draft.type });
  }
}

async function inTurns(events: readonly MetaEvent[], work: (event: MetaEvent) => Promise<Drafts>): Promise<Drafts[]> {
  const done: Drafts[] = [];
  for (let from = 0; from < events.length; from += AT_ONCE) {
    done.push(...(await Promise.all(events.slice(from, from + AT_ONCE).map(work))));
  }
  return done;
}
