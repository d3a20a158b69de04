import type { IdentityInput, ProtoPartInput } from '@onethread/rpc';
import type { ScriptedRouting } from './scripted-routing.ts';

const text = (words: string, html = ''): ProtoPartInput[] => [{ text: { text: words, html } }];

export const CHANNELS = [
  {
    channel: 'pigeon',
    label: 'Pigeon post',
    color: '#7a4b12',
    glyph: 'P',
    maxTextLength: 160,
    maxFiles: 1,
    maxFileBytes: 500_000,
    fileTypes: ['image/*'],
    receipts: ['delivered'],
    replyWindowHours: 0,
  },
  {
    channel: 'bottle',
    label: 'Bottle mail',
    color: '#0b6e6e',
    glyph: '@',
    maxTextLength: 50_000,
    maxFiles: 10,
    maxFileBytes: 20_000_000,
    fileTypes: [],
    receipts: [],
    replyWindowHours: 0,
  },
  {
    channel: 'drum',
    label: 'Drum',
    color: '#ffd166',
    glyph: '◉',
    maxTextLength: 4000,
    maxFiles: 5,
    maxFileBytes: 10_000_000,
    fileTypes: [],
    receipts: ['delivered', 'read'],
    typing: true,
    replyWindowHours: 24,
    live: true,
  },
] as const;

const address = (channel: string, at: string, name: string, change: IdentityInput = {}): IdentityInput => ({
  identityId: `${channel}-${name}`,
  channel,
  account: 'main',
  address: at,
  name,
  verified: false,
  proof: 'none',
  proved: true,
  language: 'en',
  ...change,
});

export const GRACE = [
  address('bottle', 'grace@example.com', 'Grace Hopper', {
    identityId: 'bottle-grace',
    customerId: 'c_grace',
    proof: 'confirmed',
  }),
  address('drum', 'Drum of Grace', 'Grace Hopper', { identityId: 'drum-grace', customerId: 'c_grace-drum' }),
  address('pigeon', '+44 7700 900123', 'Grace Hopper', {
    identityId: 'pigeon-grace',
    customerId: 'c_grace-pigeon',
    proved: false,
  }),
];

const HOUR_MS = 3600_000;

/** A desk in the middle of a working day. */
export function playScene(routing: ScriptedRouting): void {
  for (const channel of CHANNELS) {
    routing.channels.push({
      ...channel,
      fileTypes: [...channel.fileTypes],
      receipts: [...channel.receipts],
      accounts: [{ account: 'main', label: 'Main' }],
    });
  }
  routing.addAgent('ben', { name: 'Ben Okri', presence: 'BUSY', load: 4 });
  routing.changeAgent('admin', { name: 'Ada Lovelace', presence: 'AVAILABLE', load: 3 });
  const customerId = 'c_grace';
  const common = { customerId, customerName: 'Grace Hopper', queueId: 'q1' };
  const [mail, drum] = GRACE;
  routing.setClock(Date.now() - 30 * HOUR_MS);
  routing.addConversation('grace-old', GRACE, {
    ...common,
    state: 'RESOLVED',
    subject: 'Invoice 2031',
    lastIdentity: mail ?? null,
  });
  routing.put('grace-old', { itemId: 'old-0', event: { kind: 'opened' } });
  routing.customerWrites(
    'grace-old',
    text(
      'Hello,\n\ncould you send me invoice 2031 again? I cannot find it.\n\nBest, Grace',
      '<p>Hello,</p><p>could you send me <b>invoice 2031</b> again? I cannot find it.</p><p><img src="https://tracker.example/pixel.png" alt="">Best, <i>Grace</i></p><script>document.title="stolen"</script>',
    ),
    { subject: 'Invoice 2031' },
  );
  const reply = { agentId: 'ben', agentName: 'Ben Okri', attempt: 1, statusAtMs: Date.now() - 29 * HOUR_MS };
  routing.put('grace-old', {
    itemId: 'old-2',
    identityId: mail?.identityId ?? '',
    channel: 'bottle',
    reply: {
      ...reply,
      status: 'DELIVERED',
      parts: [
        ...text('Of course, here it is: https://example.com/invoices/2031.'),
        {
          file: {
            kind: 'file',
            blobId: 'b1',
            name: 'invoice-2031.pdf',
            contentType: 'application/pdf',
            sizeBytes: 48_213,
          },
        },
      ],
    },
  });
  routing.put('grace-old', { itemId: 'old-3', event: { kind: 'resolved', agentId: 'ben', agentName: 'Ben Okri' } });
  routing.setClock(Date.now() - 22 * 60_000);
  routing.addConversation('grace', GRACE, {
    ...common,
    assigneeId: 'admin',
    waitingSinceMs: 0,
    lastIdentity: drum ?? null,
    explanation: 'Offered to you: least loaded of 2 who were free, after 14 s.',
  });
  routing.put('grace', { itemId: 'n-0', event: { kind: 'opened' } });
  routing.put('grace', { itemId: 'n-1', event: { kind: 'assigned', agentId: 'admin', agentName: 'Ada Lovelace' } });
  routing.customerWrites('grace', text('Hi! The app says my payment failed, but my bank shows it as paid.'), {
    reactions: [{ emoji: '👍', count: 1 }],
  });
  routing.customerWrites('grace', text('Order 7781, yesterday evening.'), { edited: true });
  const mine = { agentId: 'admin', agentName: 'Ada Lovelace', attempt: 1, statusAtMs: Date.now() - 20 * 60_000 };
  const over = { identityId: drum?.identityId ?? '', channel: 'drum' };
  routing.put('grace', {
    itemId: 'n-4',
    ...over,
    reply: {
      ...mine,
      status: 'READ',
      parts: text('Hello Grace, thank you for telling us. Let me look at order 7781.'),
    },
  });
  routing.put('grace', {
    itemId: 'n-5',
    note: { ...mine, parts: text('Payment provider shows a duplicate authorisation. @Ben seen this before?') },
  });
  routing.put('grace', {
    itemId: 'n-6',
    ...over,
    reply: {
      ...mine,
      status: 'FAILED',
      reason: { code: '551', text: 'The person cannot be reached right now', permanent: false },
      parts: text('It was charged once only: the second line in your bank is a reservation that goes away by itself.'),
    },
  });
  routing.customerWrites('grace', text('شكرا جزيلا! هل يمكنكم إرسال تأكيد؟'));
  const person = (id: string, name: string, channel: string, words: string, change: object) => {
    const identity = address(channel, name, name);
    routing.addConversation(id, [identity], { customerName: name, queueId: 'q1', ...change });
    routing.customerWrites(id, text(words));
  };
  person('alan', 'Alan Turing', 'pigeon', 'Is the shop in Manchester open on Sunday?', {
    waitingSinceMs: Date.now() - 12 * 60_000,
  });
  person(
    'rosa',
    'Rosalind Franklin',
    'bottle',
    'Photo 51 does not print, I have tried three times with two different printers now.',
    { waitingSinceMs: Date.now() - 64 * 60_000 },
  );
  person('mary', 'Mary Jackson', 'drum', 'Thank you!', { assigneeId: 'admin', waitingSinceMs: 0 });
  person('kat', 'Katherine Johnson', 'drum', 'Can you check the numbers for me before tonight?', {
    waitingSinceMs: Date.now() - 40_000,
  });
}
