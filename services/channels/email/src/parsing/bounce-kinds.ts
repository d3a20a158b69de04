/** What a mail came back for, as far as it changes what anybody does next. */
export type BounceKind =
  | 'no-mailbox'
  | 'moved'
  | 'no-domain'
  | 'disabled'
  | 'not-accepting'
  | 'full'
  | 'too-large'
  | 'greylisted'
  | 'rate'
  | 'unreachable'
  | 'time-out'
  | 'system'
  | 'loop'
  | 'relay-denied'
  | 'sender'
  | 'authentication'
  | 'spam'
  | 'policy'
  | 'content'
  | 'protocol'
  | 'other';

interface Meaning {
  /** For agents, where the server said nothing. */
  readonly words: string;
  /** False: the same mail may well arrive tomorrow, whatever the server calls it. */
  readonly isPermanent: boolean;
}

const MEANINGS: Readonly<Record<BounceKind, Meaning>> = {
  'no-mailbox': { words: 'There is no such mailbox.', isPermanent: true },
  moved: { words: 'The mailbox has moved or belongs to somebody else now.', isPermanent: true },
  'no-domain': { words: 'The domain takes no mail.', isPermanent: true },
  disabled: { words: 'The mailbox is disabled.', isPermanent: true },
  'not-accepting': { words: 'The mailbox takes no mail.', isPermanent: true },
  full: { words: 'The mailbox is full.', isPermanent: false },
  'too-large': { words: 'The mail is too large for the mailbox.', isPermanent: true },
  greylisted: { words: 'The server wants the mail to be sent again later.', isPermanent: false },
  rate: { words: 'Too much mail at once for this server.', isPermanent: false },
  unreachable: { words: 'The mail server could not be reached.', isPermanent: false },
  'time-out': { words: 'The mail could not be delivered in time.', isPermanent: false },
  system: { words: 'The mail server has a fault.', isPermanent: false },
  loop: { words: 'The mail went round in circles.', isPermanent: true },
  'relay-denied': { words: 'The server takes no mail for this domain.', isPermanent: true },
  sender: { words: 'The server refuses our address.', isPermanent: true },
  authentication: { words: 'The server could not verify that the mail is ours.', isPermanent: true },
  spam: { words: 'The server takes the mail for spam.', isPermanent: true },
  policy: { words: 'The server’s rules forbid the mail.', isPermanent: true },
  content: { words: 'The server refuses what is in the mail.', isPermanent: true },
  protocol: { words: 'The servers did not understand each other.', isPermanent: true },
  other: { words: 'The mail came back as undeliverable.', isPermanent: true },
};

/** Subject and detail of an enhanced status (RFC 3463, its registry, and what Exchange adds), without its class. */
const DETAILS: Readonly<Record<string, BounceKind>> = {
  '1.0': 'no-mailbox',
  '1.1': 'no-mailbox',
  '1.2': 'no-domain',
  '1.3': 'no-mailbox',
  '1.4': 'other',
  '1.6': 'moved',
  '1.7': 'sender',
  '1.8': 'sender',
  '1.10': 'no-mailbox',
  '1.90': 'rate',
  '2.1': 'disabled',
  '2.2': 'full',
  '2.3': 'too-large',
  '2.121': 'rate',
  '2.122': 'rate',
  '3.1': 'system',
  '3.2': 'system',
  '3.4': 'too-large',
  '4.1': 'unreachable',
  '4.2': 'unreachable',
  '4.3': 'unreachable',
  '4.4': 'no-domain',
  '4.5': 'rate',
  '4.6': 'loop',
  '4.7': 'time-out',
  '4.8': 'loop',
  '4.14': 'loop',
  '4.300': 'time-out',
  '4.310': 'no-domain',
  '4.312': 'no-domain',
  '4.316': 'time-out',
  '7.8': 'policy',
  '7.9': 'policy',
  '7.13': 'disabled',
  '7.17': 'moved',
  '7.18': 'moved',
  '7.20': 'authentication',
  '7.21': 'authentication',
  '7.22': 'authentication',
  '7.23': 'authentication',
  '7.24': 'authentication',
  '7.25': 'authentication',
  '7.26': 'authentication',
  '7.27': 'sender',
};
/** By subject alone (RFC 3463, 3.1 to 3.8). */
const SUBJECTS: Readonly<Record<string, BounceKind>> = {
  '2': 'not-accepting',
  '3': 'system',
  '4': 'unreachable',
  '5': 'protocol',
  '6': 'content',
  '7': 'policy',
};
/** No mail to this address will ever arrive, as far as its own server knows. */
const GONE = new Set<BounceKind>(['no-mailbox', 'moved', 'no-domain']);

/** Codes that are given for one thing only; of the others the words beside them know better (5.7.1, 5.4.1, 5.1.1, …). */
const PLAIN = /^[45]\.(1\.(7|8|90)|2\.(2|3|121|122)|3\.4|4\.(6|7|8|14|300|316)|6\.\d+|7\.(13|17|18|2\d))$/;

/** What a status and the words beside it mean together. */
export function kindOf(status: string, words: BounceKind | undefined): BounceKind {
  return words === undefined || PLAIN.test(status) ? kindOfStatus(status) : words;
}

/** `5.1.1` → `no-mailbox`; `other` for what says nothing (5.0.0). */
export function kindOfStatus(status: string): BounceKind {
  const [, subject = '', detail = ''] = status.split('.');
  return DETAILS[`${subject}.${detail}`] ?? SUBJECTS[subject] ?? 'other';
}

/** RFC 3463: 4.x.x may pass, and so may a full mailbox and the like, whatever a server calls it. */
export function isPermanent(status: string, kind: BounceKind): boolean {
  return !status.startsWith('4') && MEANINGS[kind].isPermanent;
}

export function wordsOf(kind: BounceKind): string {
  return MEANINGS[kind].words;
}

/** Whether the address itself is the trouble, for good: 5.1.x, but for those that speak of ours. */
export function isAddressGone({ status, kind }: { readonly status: string; readonly kind: BounceKind }): boolean {
  return status.startsWith('5.1.') && GONE.has(kind);
}
