import type { Collection, CollectionDefinition, DocumentStore } from '@onethread/documents';
import type { DecisionDocument } from './decision-documents.ts';
import type {
  AgentDocument,
  ChannelDocument,
  ConversationDocument,
  DeadLetterDocument,
  EntryDocument,
  ItemDocument,
  LeaseDocument,
  ParkedDocument,
  PendingReceiptDocument,
  PresenceDocument,
  SweepDocument,
  ThreadDocument,
} from './documents.ts';
import type {
  ConfirmationDocument,
  IdentityAuditDocument,
  IdentityDocument,
  LimitDocument,
  LinkCodeDocument,
  LinkDocument,
  MatchDocument,
  UnreadDocument,
} from './identity-documents.ts';
import type { ErasureDocument } from './erasure-documents.ts';
import type { RecordingChunk } from '../recording/recording-chunk.ts';
import { HistoryMemory } from './history-memory.ts';
import type { SettingsChangeDocument, SettingsDocument } from './settings-documents.ts';

/** Every collection of the history database with its indexes: what `onethread indexes apply` makes. */
export const historyCollections = {
  identities: {
    name: 'identities',
    indexes: {
      by_customer: { fields: ['customerId'] },
      by_address: { fields: ['addressKeys'], multi: true },
      by_name: { fields: ['nameKey'] },
      by_word1: { fields: ['beginnings.word1'] },
      by_word2: { fields: ['beginnings.word2'] },
      by_word3: { fields: ['beginnings.word3'] },
      by_word4: { fields: ['beginnings.word4'] },
      by_mail: { fields: ['beginnings.mail'] },
      by_phone: { fields: ['beginnings.phone'] },
      by_phoneEnd: { fields: ['beginnings.phoneEnd'] },
      to_weigh: { fields: ['todo'] },
    },
  },
  entries: {
    name: 'entries',
    indexes: {
      by_entry_id: { fields: ['entryId'], unique: true },
      by_stream: { fields: ['streamId', 'n'], unique: true },
      to_sweep: { fields: ['sweepAt'] },
      // Only entries that change an item: rebuilding finds an item's whole life by it.
      by_item: { fields: ['body.itemId'] },
    },
  },
  threads: { name: 'threads' },
  items: {
    name: 'items',
    indexes: {
      by_customer: { fields: ['customerId', 'at'] },
      by_conversation: { fields: ['conversationId', 'customerId', 'fromCustomer'] },
      by_provider_key: { fields: ['providerKeys'], multi: true },
      waiting_for_relay: { fields: ['relayAt'] },
      by_file: { fields: ['fileIds'], multi: true },
    },
  },
  conversations: {
    name: 'conversations',
    indexes: {
      waiting: { fields: ['waitingSince', 'pool'] },
      waiting_in: { fields: ['queueId', 'waitingSince'] },
      by_assignee: { fields: ['assigneeId', 'lastActivityAt'] },
      by_state: { fields: ['state', 'lastActivityAt'] },
      by_home: { fields: ['homeId', 'openedAt'] },
      snoozed: { fields: ['snoozedUntil'] },
      kept: { fields: ['keeperId', 'snoozedUntil'] },
      clocks: { fields: ['clocksAt'] },
      outbox: { fields: ['outboxAt'] },
    },
  },
  links: {
    name: 'links',
    indexes: {
      by_a: { fields: ['a'] },
      by_b: { fields: ['b'] },
      by_end: { fields: ['ends'], multi: true },
      todo: { fields: ['todo'] },
    },
  },
  matches: {
    name: 'matches',
    indexes: { open: { fields: ['openSince'] }, by_end: { fields: ['ends'], multi: true } },
  },
  identityAudit: { name: 'identity_audit', indexes: { by_end: { fields: ['ends', 'at'], multi: true } } },
  linkCodes: {
    name: 'link_codes',
    indexes: { by_identity: { fields: ['identityId', 'issuedAt'] } },
    expiresAtField: 'expiresAt',
  },
  confirmations: {
    name: 'confirmations',
    indexes: { by_target: { fields: ['targetId'] } },
    expiresAtField: 'expiresAt',
  },
  limits: { name: 'limits', expiresAtField: 'expiresAt' },
  unreadReplies: {
    name: 'unread_replies',
    indexes: { due: { fields: ['dueAt'] }, by_identity: { fields: ['identityId'] } },
    expiresAtField: 'expiresAt',
  },
  pendingReceipts: {
    name: 'pending_receipts',
    indexes: { by_provider_key: { fields: ['providerKey'] } },
    expiresAtField: 'expiresAt',
  },
  agents: { name: 'agents', indexes: { by_pool: { fields: ['pool'] }, by_email: { fields: ['email'], unique: true } } },
  decisions: {
    name: 'decisions',
    indexes: { by_conversation: { fields: ['conversationId', 'at'] } },
    expiresAtField: 'expiresAt',
  },
  presence: { name: 'presence' },
  leases: { name: 'leases' },
  channels: { name: 'channels', indexes: { by_announcement: { fields: ['announcedAt'] } } },
  sweeps: { name: 'sweeps' },
  deadLetters: {
    name: 'dead_letters',
    indexes: {
      by_time: { fields: ['at'] },
      by_state: { fields: ['state', 'at'] },
      by_topic: { fields: ['topic', 'at'] },
      by_topic_state: { fields: ['topic', 'state', 'at'] },
      by_key: { fields: ['key', 'at'] },
    },
    expiresAtField: 'expiresAt',
  },
  parked: {
    name: 'parked',
    indexes: { waiting: { fields: ['since'] }, by_channel: { fields: ['channel', 'since'] } },
    expiresAtField: 'expiresAt',
  },
  erasures: { name: 'erasures', indexes: { under_way: { fields: ['touchedAt'] } } },
  recordedInputs: {
    name: 'recorded_inputs',
    indexes: { by_place: { fields: ['pool', 'place'] }, starts: { fields: ['startOf', 'from'] } },
    expiresAtField: 'expiresAt',
  },
  settings: { name: 'settings' },
  settingsChanges: { name: 'settings_changes', indexes: { by_time: { fields: ['at'] } } },
} as const satisfies Record<string, CollectionDefinition>;

export interface Collections {
  readonly identities: Collection<IdentityDocument>;
  readonly entries: Collection<EntryDocument>;
  readonly threads: Collection<ThreadDocument>;
  readonly items: Collection<ItemDocument>;
  readonly conversations: Collection<ConversationDocument>;
  readonly links: Collection<LinkDocument>;
  readonly matches: Collection<MatchDocument>;
  readonly identityAudit: Collection<IdentityAuditDocument>;
  readonly linkCodes: Collection<LinkCodeDocument>;
  readonly confirmations: Collection<ConfirmationDocument>;
  readonly limits: Collection<LimitDocument>;
  readonly unreadReplies: Collection<UnreadDocument>;
  readonly pendingReceipts: Collection<PendingReceiptDocument>;
  readonly agents: Collection<AgentDocument>;
  readonly decisions: Collection<DecisionDocument>;
  readonly presence: Collection<PresenceDocument>;
  readonly leases: Collection<LeaseDocument>;
  readonly channels: Collection<ChannelDocument>;
  readonly sweeps: Collection<SweepDocument>;
  readonly deadLetters: Collection<DeadLetterDocument>;
  readonly parked: Collection<ParkedDocument>;
  readonly erasures: Collection<ErasureDocument>;
  readonly recordedInputs: Collection<RecordingChunk>;
  readonly settings: Collection<SettingsDocument>;
  readonly settingsChanges: Collection<SettingsChangeDocument>;
  /** What this process remembers of the above: speed, never truth. */
  readonly memory: HistoryMemory;
}

/** Opens every collection of the history database and declares its indexes. Only routing calls this. */
export async function openCollections(store: DocumentStore): Promise<Collections> {
  const opened: Record<string, unknown> = { memory: new HistoryMemory() };
  for (const [key, definition] of Object.entries(historyCollections)) opened[key] = await store.collection(definition);
  return opened as unknown as Collections;
}
