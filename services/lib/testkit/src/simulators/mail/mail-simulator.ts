import type { RequestListener } from 'node:http';
import { ConversationBook, type SimulatedConversation, type SimulatedMessage } from '../conversation-book.ts';
import { FaultPlan } from '../fault-plan.ts';
import { ProviderServer } from '../provider-server.ts';
import { ServedFiles, type FileContent } from '../served-files.ts';
import type { AttemptOutcome, SimulatorObserver } from '../simulator-event.ts';
import type { Delivery } from '../delivery-queue.ts';
import { composeBounce, type BounceOptions } from './bounce-report.ts';
import { composeComplaint, type ComplaintOptions } from './complaint-report.ts';
import { answeredId, composeCustomerMail, type ComposedMail, type MailToWrite } from './compose-mail.ts';
import { createMailDeliveries, mailRetryAfterMs, type MailDeliveries } from './mail-deliveries.ts';
import type { MailErrorName } from './mail-errors.ts';
import { MailExchange } from './mail-exchange.ts';
import { Mailboxes } from './mailboxes.ts';
import { normalMailAddress, type ReceivedMail } from './received-mail.ts';

export interface MailSimulatorOptions {
  /** SMTP port of the simulated mail server. 0, the default, lets the system choose. */
  readonly port?: number;
  /** Address that it listens on. Default 127.0.0.1. */
  readonly host?: string;
  /** Where our intake is. Default 127.0.0.1. */
  readonly smtpHost?: string;
  /** SMTP port of our intake, asked at each attempt; may be given with each mail instead. */
  readonly smtpPort?: number | (() => number);
  /** What a sender must sign in with; default: nobody needs to. */
  readonly credentials?: { readonly user: string; readonly password: string };
  /** Default: 200 ms doubled up to 5 s; never after 5xx. */
  readonly retryAfterMs?: (attempt: number, outcome: AttemptOutcome) => number | undefined;
  readonly now?: () => number;
  readonly onEvent?: SimulatorObserver;
}

export interface WrittenMail extends Delivery {
  /** Without angle brackets. */
  readonly messageId: string;
}

/** The mail world around Onethread: the server that takes our mails, everybody's mailbox, everybody's mail program. */
export interface MailSimulator {
  /** What to set as `EMAIL_RELAY_URL`. */
  readonly relayUrl: string;
  /** Faults of mails that our side hands over, one per mail. */
  readonly faults: FaultPlan<MailErrorName>;
  /** Faults of mails to us: send twice, hold, release in another order. */
  readonly deliveries: MailDeliveries;
  /** Sends a customer's mail to our intake, again after 4xx and broken connections, until it is taken or refused. */
  write(mail: MailToWrite): Promise<WrittenMail>;
  /** Reports a mail of ours as undeliverable, or undefined when it never arrived here or had the null sender. */
  bounce(messageId: string, options?: BounceOptions): WrittenMail | undefined;
  /** Reports a mail of ours as unwanted, as `bounce`. */
  complain(messageId: string, options?: ComplaintOptions): WrittenMail | undefined;
  /** What a mailbox holds, oldest first: a mail that arrived twice stands once. Bounded: `MAX_KEPT_MAILS`. */
  mailsFor(address: string): readonly ReceivedMail[];
  /** Texts of those. */
  textsFor(address: string): readonly string[];
  /** How often a mail was accepted from our side. */
  deliveriesOf(messageId: string): number;
  /** A mail that the mailbox has or receives. Default: any, within 5 s. Throws `WaitTimeoutError`. */
  waitForMail(
    address: string,
    matches?: (mail: ReceivedMail) => boolean,
    options?: { readonly withinMs?: number },
  ): Promise<ReceivedMail>;
  conversations(): readonly SimulatedConversation[];
  /** What this customer wrote and received, oldest first. */
  messagesOf(address: string): readonly SimulatedMessage[];
  /** Closes the simulated mail server's port; customers' mails to us still go out. */
  goDown(): Promise<void>;
  comeUp(): Promise<void>;
  /** Drops what is open, releases the ports. Repeatable. */
  close(): Promise<void>;
}

export async function createMailSimulator(options: MailSimulatorOptions = {}): Promise<MailSimulator> {
  const { port = 0, smtpPort, credentials, now = Date.now, onEvent = () => undefined } = options;
  const closing = new AbortController();
  const faults = new FaultPlan<MailErrorName>();
  const mailboxes = new Mailboxes();
  const files = new ServedFiles();
  const book = new ConversationBook((message, isNew) =>
    onEvent({ kind: isNew ? 'message' : 'message-changed', message }),
  );
  const deliveries = createMailDeliveries({ retryAfterMs: options.retryAfterMs ?? mailRetryAfterMs, observe: onEvent });
  const exchange = new MailExchange({
    host: options.host ?? '127.0.0.1',
    port,
    credentials,
    faults,
    observe: onEvent,
    now,
    closing: closing.signal,
    onMail(mail) {
      for (const customer of mailboxes.add(mail)) noteReceived(customer, mail);
    },
  });
  const fileServer = new ProviderServer(serveFiles(files), 0);
  await Promise.all([exchange.comeUp(), fileServer.comeUp()]);

  function served(attachments: readonly FileContent[]): SimulatedMessage['files'] {
    return attachments.map((file) => {
      const { name, contentType, bytes } = file;
      return { name, contentType, size: bytes.length, url: `${fileServer.url}/attachments/${files.add(file)}` };
    });
  }

  function noteReceived(customer: string, mail: ReceivedMail): void {
    const { messageId, at, subject, text, html, attachments } = mail;
    book.add({
      id: messageId,
      customer,
      direction: 'to-customer',
      at,
      subject,
      text,
      ...(html === undefined ? {} : { html }),
      files: served(attachments),
      state: 'delivered',
      reference: messageId,
    });
  }

  function portOf(given: number | undefined): () => number {
    const found = given ?? smtpPort;
    if (found === undefined) throw new Error('the simulator knows no intake: smtpPort');
    return typeof found === 'number' ? () => found : found;
  }

  function send(mail: ComposedMail, intake: () => number): WrittenMail {
    const { messageId, from, envelope, raw } = mail;
    const delivery = deliveries.deliver({
      id: messageId,
      envelope,
      raw,
      host: options.smtpHost,
      port: intake,
      lane: from,
    });
    return { messageId, ...delivery };
  }

  return {
    get relayUrl() {
      const signIn = credentials === undefined ? '' : `${encoded(credentials.user)}:${encoded(credentials.password)}@`;
      return `smtp://${signIn}127.0.0.1:${exchange.port}`;
    },
    faults,
    deliveries,
    async write(mail) {
      const intake = portOf(mail.smtpPort);
      const answeredMail = typeof mail.inReplyTo === 'object' ? mail.inReplyTo : findMail(mail.inReplyTo);
      const composed = await composeCustomerMail(mail, answeredMail, now());
      const { messageId, from: customer, subject } = composed;
      const { text, html, attachments = [] } = mail;
      const written = send(composed, intake);
      book.add({
        id: messageId,
        customer,
        direction: 'from-customer',
        at: now(),
        subject,
        ...(text === undefined ? {} : { text }),
        ...(html === undefined ? {} : { html }),
        files: served(attachments),
        state: 'delivering',
      });
      written.acknowledged.then(
        () => book.update(customer, messageId, { state: 'accepted' }),
        () => book.update(customer, messageId, { state: 'given-up' }),
      );
      return written;
    },
    bounce(messageId, bounceOptions = {}) {
      const mail = mailboxes.find(messageId);
      const [recipient] = mail?.envelope.to ?? [];
      if (mail === undefined || mail.envelope.from === '' || recipient === undefined) return undefined;
      const failed = (bounceOptions.action ?? 'failed') === 'failed';
      if (failed) book.update(normalMailAddress(recipient), messageId, { state: 'failed' });
      return send(composeBounce(mail, recipient, bounceOptions, now()), portOf(bounceOptions.smtpPort));
    },
    complain(messageId, complaintOptions = {}) {
      const mail = mailboxes.find(messageId);
      const [recipient] = mail?.envelope.to ?? [];
      if (mail === undefined || mail.envelope.from === '' || recipient === undefined) return undefined;
      return send(composeComplaint(mail, recipient, complaintOptions, now()), portOf(complaintOptions.smtpPort));
    },
    mailsFor: (address) => mailboxes.of(address),
    textsFor: (address) => mailboxes.of(address).map(({ text }) => text),
    deliveriesOf: (messageId) => mailboxes.arrivalsOf(messageId),
    waitForMail: (address, matches = () => true, waitOptions = {}) =>
      mailboxes.waitFor(address, matches, { describe: `a mail to ${address}`, ...waitOptions }),
    conversations: () => book.list(),
    messagesOf: (address) => book.messagesOf(normalMailAddress(address)),
    goDown: () => exchange.goDown(),
    comeUp: () => exchange.comeUp(),
    async close() {
      closing.abort();
      await deliveries.close();
      await Promise.all([exchange.goDown(), fileServer.goDown()]);
    },
  };

  function findMail(messageId: string | undefined): ReceivedMail | undefined {
    const id = answeredId(messageId);
    return id === undefined ? undefined : mailboxes.find(id);
  }
}

/** `GET /attachments/<id>`: what a mail program would open. */
function serveFiles(files: ServedFiles): RequestListener {
  return (request, response) => {
    const id = /^\/attachments\/([\w-]+)$/.exec(request.url ?? '')?.[1];
    const file = id === undefined ? undefined : files.get(id);
    if (file === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': file.contentType }).end(file.bytes);
  };
}

function encoded(text: string): string {
  return encodeURIComponent(text);
}
