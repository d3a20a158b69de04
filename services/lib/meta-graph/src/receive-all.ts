import { InvalidInboundError, type ChannelHost, type InboundDraft } from '@onethread/channel-kit';

/** Updates of one call that are worked on at a time (downloads, names). */
const AT_ONCE = 8;

/**
 * Hands messages over in their order; durable when it resolves. One that the contract forbids must not cost the others:
 * then they are handed over one by one, and it is counted. Throws what makes the provider send the call again.
 */
export async function receiveAll(
  host: Pick<ChannelHost, 'receive' | 'refused'>,
  inbound: readonly InboundDraft[],
): Promise<void> {
  if (inbound.length === 0) return;
  try {
    await host.receive(inbound);
  } catch (error) {
    if (!(error instanceof InvalidInboundError)) throw error;
    for (const draft of inbound) await receiveOne(host, draft);
  }
}

async function receiveOne(host: Pick<ChannelHost, 'receive' | 'refused'>, draft: InboundDraft): Promise<void> {
  try {
    await host.receive([draft]);
  } catch (error) {
    if (!(error instanceof InvalidInboundError)) throw error;
    host.refused('invalid-inbound', { type: draft.type });
  }
}

/** Works on a few at a time; the results stand in the order of what they came of. */
export async function inTurns<From, To>(all: readonly From[], work: (one: From) => Promise<To>): Promise<To[]> {
  const done: To[] = [];
  for (let from = 0; from < all.length; from += AT_ONCE) {
    done.push(...(await Promise.all(all.slice(from, from + AT_ONCE).map(work))));
  }
  return done;
}
