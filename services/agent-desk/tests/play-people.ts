import type { IdentityInput, ProtoPartInput } from '@onethread/rpc';
import type { ScriptedRouting } from './scripted-routing.ts';

const DAY_MS = 24 * 3600_000;
const text = (words: string): ProtoPartInput[] => [{ text: { text: words, html: '' } }];

/** Who Grace is: proofs, an agent's word, what is said of her, and who else she may be. Comes after the scene itself. */
export function playPeople(routing: ScriptedRouting): void {
  const { identity } = routing;
  const now = Date.now();
  identity.join('bottle-grace', 'drum-grace', { evidence: 'link-code', proved: true, atMs: now - 20 * DAY_MS });
  const word = { evidence: 'agent', proved: false, atMs: now - 2 * DAY_MS };
  const note = 'She read her order number to me from both.';
  identity.join('bottle-grace', 'pigeon-grace', word, { agentId: 'ben', agentName: 'Ben Okri', note });
  const says = (field: string, value: string, of: string, verified = false) =>
    identity.profile.push({
      field,
      value,
      identityId: of,
      channel: of.split('-')[0] ?? '',
      verified,
      atMs: now - DAY_MS,
    });
  says('name', 'Grace Hopper', 'bottle-grace', true);
  says('name', 'Amazing Grace', 'drum-grace');
  says('email', 'grace@example.com', 'bottle-grace', true);
  says('phone', '+44 7700 900123', 'pigeon-grace');
  says('language', 'en', 'bottle-grace');

  const other: IdentityInput = {
    identityId: 'pigeon-ghopper',
    customerId: 'c_ghopper',
    channel: 'pigeon',
    account: 'main',
    address: '+44 7700 900555',
    name: 'G. Hopper',
    verified: false,
    proof: 'none',
  };
  routing.setClock(now - 50 * 60_000);
  routing.addConversation('ghopper', [other], { customerId: 'c_ghopper', customerName: 'G. Hopper', queueId: 'q1' });
  routing.customerWrites('ghopper', text('Hello? It is about the payment again. My mail is grace@example.com.'));
  identity.raise('m-grace', {
    customerId: 'c_grace',
    otherCustomerId: 'c_ghopper',
    name: 'Grace Hopper',
    otherName: 'G. Hopper',
    raisedAtMs: now - 45 * 60_000,
    reasons: [
      { code: 'same-email-unverified', text: 'They gave the email address grace@example.com, without proof' },
      { code: 'same-name', text: 'Much the same name' },
    ],
  });
  identity.raise('m-alan', {
    customerId: 'c_alan',
    otherCustomerId: 'c_mary',
    name: 'Alan Turing',
    otherName: 'Mary Jackson',
    raisedAtMs: now - 3 * DAY_MS,
    reasons: [{ code: 'same-phone-unverified', text: 'They gave the same phone number, without proof' }],
  });
}
