import type { ChannelCapabilities, CustomerEvent, CustomerId, IdentityId, Profile } from '@onethread/contracts';
import { CUSTOMER_EVENTS, customerEventSchema, identityIdOf } from '@onethread/contracts';
import type { AgentId, IdentityRef, InboundMessage } from '@onethread/contracts';
import type { DocumentStore } from '@onethread/documents';
import { linkId } from '../../../stores/links.ts';
import { receiveMessage } from '../../receive-message.ts';
import { linkedCustomers } from '../../reading/thread-scope.ts';
import { storeChannelAnnouncement } from '../../store-channel-announcement.ts';
import { customerOf, identityRef, inbound, openTestContext } from '../../testing/test-context.ts';
import type { TestContext } from '../../testing/test-context.ts';

export const ADA = { agentId: 'ada' as AgentId, name: 'Ada' };

/** People who write on three channels: one of numbers, one of mail, one of neither. */
export interface PeopleWorld extends TestContext {
  /** Somebody writes; the id of what was written is `name` and a number. */
  writes(identity: IdentityRef, profile?: Profile, over?: Partial<InboundMessage>): Promise<InboundMessage>;
  /** Who is one person with somebody, sorted. */
  personOf(identity: IdentityRef, scope?: 'all' | 'proved'): Promise<readonly CustomerId[]>;
  areOne(one: IdentityRef, other: IdentityRef): Promise<boolean>;
  linkOf(one: IdentityRef, other: IdentityRef): Promise<string | undefined>;
  /** Reasons of the open possible match between two; `undefined` where there is none. */
  matchOf(one: IdentityRef, other: IdentityRef): Promise<readonly string[] | undefined>;
  /** Events for other systems, in order. */
  events(): readonly CustomerEvent[];
}

const CAPABILITIES: ChannelCapabilities = {
  label: '',
  color: 'grey',
  glyph: '',
  maxTextLength: 1000,
  maxFiles: 0,
  maxFileBytes: 0,
  fileTypes: [],
  receipts: [],
  typing: false,
  live: true,
  weight: 1,
};

export const MAILBOX = 'help@ours.example';
export const NUMBER = '+442079460000';

export async function openPeopleWorld(wrap?: (store: DocumentStore) => DocumentStore): Promise<PeopleWorld> {
  const context = await openTestContext(wrap);
  const announce = (channel: string, account: string, capabilities: Partial<ChannelCapabilities>) =>
    storeChannelAnnouncement(context, {
      version: 1,
      type: 'channel-announced',
      occurredAt: 1,
      channel,
      accounts: [{ account, label: account }],
      capabilities: { ...CAPABILITIES, label: channel, ...capabilities },
    });
  await announce('pigeon', 'pigeon-loft', {});
  await announce('letter', MAILBOX, { addressKind: 'email' });
  await announce('wire', NUMBER, { addressKind: 'phone' });
  let written = 0;
  return {
    ...context,
    writes: async (identity, profile = {}, over = {}) => {
      const text = `${identity.externalId} ${(written += 1)}`;
      const message = inbound(identity, text, { profile, occurredAt: context.now(), ...over });
      await receiveMessage(context, message);
      return message;
    },
    personOf: (identity, scope = 'all') => linkedCustomers(context.collections, customerOf(identity), scope),
    areOne: async (one, other) =>
      (await linkedCustomers(context.collections, customerOf(one), 'all')).includes(customerOf(other)),
    linkOf: async (one, other) => (await context.collections.links.get(linkId(idOf(one), idOf(other))))?.state,
    matchOf: async (one, other) => {
      const match = await context.collections.matches.get(linkId(idOf(one), idOf(other)));
      return match?.state === 'open' ? match.reasons : undefined;
    },
    events: () =>
      context.published
        .filter(({ topic }) => topic === CUSTOMER_EVENTS.name)
        .map(({ value }) => customerEventSchema.parse(JSON.parse(value))),
  };
}

/** On the channel of neither numbers nor mail. */
export function pigeon(name: string): IdentityRef {
  return identityRef(name, 'pigeon');
}

/** A mail address of somebody. */
export function letter(address: string): IdentityRef {
  return refOf('letter', MAILBOX, address);
}

export function wire(number: string): IdentityRef {
  return refOf('wire', NUMBER, number);
}

function idOf({ identityId }: IdentityRef): IdentityId {
  return identityId as IdentityId;
}

function refOf(channel: string, account: string, externalId: string): IdentityRef {
  return { identityId: identityIdOf('test-key', channel, account, externalId), channel, account, externalId };
}
