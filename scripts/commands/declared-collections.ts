import { channelCollections } from '@onethread/channel-kit';
import type { CollectionDefinition } from '@onethread/documents';
import { historyCollections } from '@onethread/routing';
import { searchCollections } from '@onethread/search';

/** Whether a process is alive in its database. */
const HEALTH: CollectionDefinition = { name: 'health' };

/** What the desk keeps. */
const DESK: readonly CollectionDefinition[] = [
  { name: 'sessions', indexes: { byAgent: { fields: ['agentId'] } }, expiresAtField: 'expiresAt' },
  { name: 'logins', indexes: { byPasswordSetAt: { fields: ['passwordSetAt'] } } },
  { name: 'sign_in_attempts', expiresAtField: 'expiresAt' },
];

/** What channels of the Messenger Platform keep. */
const MESSAGING: readonly CollectionDefinition[] = [
  { name: 'attachments', expiresAtField: 'expiresAt' },
  { name: 'expected_echoes', indexes: { byLikeness: { fields: ['likeness', 'at'] } }, expiresAtField: 'expiresAt' },
  { name: 'high_water_marks' },
];

/** What some channels keep beside what all of them do. */
const OF_CHANNELS: Readonly<Record<string, readonly CollectionDefinition[]>> = {
  email: [
    { name: 'correspondences' },
    { name: 'sent_mails', indexes: { byBounceId: { fields: ['bounceId'] } }, expiresAtField: 'expiresAt' },
    { name: 'automatic_mails', expiresAtField: 'expiresAt' },
    { name: 'copy_readers' },
    { name: 'gone_addresses' },
    { name: 'secrets' },
    { name: 'imap_mailboxes' },
    { name: 'imap_grants' },
    { name: 'webhook_tokens', expiresAtField: 'expiresAt' },
  ],
  'in-app': [
    { name: 'visitors' },
    { name: 'uploads', expiresAtField: 'expiresAt' },
    { name: 'push_subscriptions', indexes: { byIdentity: { fields: ['identityId', 'at'] } } },
    { name: 'unacknowledged_replies', indexes: { byDueAt: { fields: ['dueAt'] } }, expiresAtField: 'expiresAt' },
    { name: 'claims', expiresAtField: 'expiresAt' },
  ],
  instagram: MESSAGING,
  messenger: MESSAGING,
  sms: [
    { name: 'opt_outs' },
    { name: 'automatic_answers', indexes: { byDueAt: { fields: ['dueAt'] } }, expiresAtField: 'expiresAt' },
    { name: 'twilio_media', indexes: { byDueAt: { fields: ['dueAt'] } }, expiresAtField: 'expiresAt' },
    { name: 'message_parts', indexes: { byDueAt: { fields: ['dueAt'] } }, expiresAtField: 'expiresAt' },
    { name: 'reply_parts', expiresAtField: 'expiresAt' },
    { name: 'smpp_binds' },
    { name: 'smpp_unanswered', indexes: { byHash: { fields: ['hash'] } }, expiresAtField: 'expiresAt' },
    {
      name: 'smpp_submitted',
      indexes: { byMessageId: { fields: ['messageId'] }, byReference: { fields: ['reference'] } },
      expiresAtField: 'expiresAt',
    },
    { name: 'smpp_parked_receipts', indexes: { byParkedAt: { fields: ['parkedAt'] } }, expiresAtField: 'expiresAt' },
  ],
  whatsapp: [
    { name: 'last_messages', expiresAtField: 'expiresAt' },
    { name: 'media_uploads', expiresAtField: 'expiresAt' },
    { name: 'reactions', expiresAtField: 'expiresAt' },
  ],
};

/** Every collection by the name of its database, without the prefix. A test compares them with what services open. */
export function declaredCollections(
  channels: readonly string[],
): Readonly<Record<string, readonly CollectionDefinition[]>> {
  const databases = channels.map((channel): [string, readonly CollectionDefinition[]] => [
    `channel-${channel}`,
    [...channelCollections, ...(OF_CHANNELS[channel] ?? []), HEALTH],
  ]);
  return {
    history: [...Object.values(historyCollections), ...Object.values(searchCollections), HEALTH],
    desk: [...DESK, HEALTH],
    ...Object.fromEntries(databases),
  };
}
