const MB = 1024 * 1024;
const SECOND = 1_000;

/** Every bound of the channel. */
export const LIMITS = {
  /** One mail as it comes over SMTP; announced by SIZE, answered 552 above. */
  mailBytes: 25 * MB,
  /** All mails being received at once; above it senders are told to come again. */
  mailBytesInWork: 128 * MB,
  headerBytes: 256 * 1024,
  recipients: 50,
  connections: 100,
  /** A connection that says nothing for so long is closed. */
  idleMs: 60 * SECOND,
  /** However busy, a connection ends after this. */
  sessionMs: 10 * 60 * SECOND,
  /** Stopping waits so long for mails in work. */
  closeMs: 5 * SECOND,
  /** Workers that take mails apart, their time for one, their memory, and mails that may wait for them. */
  parsers: 2,
  parseMs: 20 * SECOND,
  parserMemoryMb: 256,
  mailsWaiting: 50,
  parserIdleMs: 60 * SECOND,
  /**
   * What finding out who wrote a mail may take: DNS, and all of it. It goes on while the mail is taken apart, and delays a mail
   * by `checkMs` at most.
   */
  dnsTryMs: 1 * SECOND,
  dnsTries: 2,
  dnsMs: 3 * SECOND,
  dnsQuestions: 60,
  checkMs: 10 * SECOND,
  checkerMemoryMb: 256,
  checksAtOnce: 100,
  /** One call of a provider's webhook: Postmark sends what it took out of a mail beside the mail in base64. */
  webhookBytes: 80 * MB,
  /** Fields or files of a posted form; recipients of its envelope. */
  formFields: 500,
  formRecipients: 1_000,
  /** Of a mailbox on an IMAP server: mails whose size is asked at once, mails that are known to wait. */
  imapBatch: 100,
  imapKnown: 100_000,
  /** A mail that fails so often in a way that no waiting cures is shown by its header alone. */
  imapTries: 5,
  /** A token endpoint's answer; an access token is renewed so long before its end. */
  tokenMs: 15 * SECOND,
  tokenMarginMs: 5 * 60 * SECOND,
  attachments: 100,
  attachmentBytes: 20 * MB,
  /** MIME parts of one mail, and how deep they may lie in each other; what is beyond is not read, and said to be missing. */
  mimeParts: 500,
  mimeDepth: 50,
  /** What Outlook's formats (winmail.dat, .msg) of one mail may take in their own worker, and messages in messages there. */
  unpackMs: 5 * SECOND,
  unpackerMemoryMb: 128,
  tnefDepth: 5,
  /** HTML that is looked at; what is longer is cut. */
  htmlCharacters: 1_000_000,
  /** Tags of a page: more (or unclosed ones, whose cost grows with their square) are taken out, not understood. */
  htmlTags: 50_000,
  htmlDepth: 100,
  htmlSiblings: 10_000,
  /** What one record may carry: a text of at most 100,000 and HTML of at most 150,000 characters, and both as JSON. */
  shownTextCharacters: 100_000,
  shownHtmlCharacters: 150_000,
  shownBytes: 200 * 1024,
  /** Message-IDs of a References header that are looked at. */
  references: 20,
  /** A reply with its files. */
  replyBytes: 25 * MB,
  replyFiles: 20,
  replyFileBytes: 20 * MB,
  replyCharacters: 50_000,
  /** Connections to our mail server at once: servers allow one client some dozens (Postfix: 50). */
  relayConnections: 20,
  relayConnectMs: 10 * SECOND,
  relaySilenceMs: 60 * SECOND,
  sendMs: 120 * SECOND,
  giveUpAfterMs: 48 * 3_600 * SECOND,
  /** How long a bounce finds the reply that it is about. */
  sentMailsKeptMs: 60 * 86_400 * SECOND,
} as const;
