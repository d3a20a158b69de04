import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import smpp, { type PDU, type Server, type Session } from 'smpp';
import { FaultPlan, waitOut } from '../fault-plan.ts';
import { carriedBody, forwarded, shownText } from './carried-text.ts';
import { CENTRE_ERRORS, type CentreErrorName } from './centre-errors.ts';

/** Messages kept for inspection, the newest. */
const MAX_KEPT = 20_000;
const BIND_REFUSED = 0x0d;
const WRONG_PASSWORD = 0x0e;
const RECEIPT = 0x04;
const DELIVERED = 2;

export interface MessageCentreOptions {
  /** Who may bind: password by system_id. */
  readonly accounts: Readonly<Record<string, string>>;
  /** Whose binds a number belongs to: what others send there is delivered to them. Default: to any bind that is up. */
  readonly routes?: Readonly<Record<string, string>>;
  readonly port?: number;
  /** PEM: it listens with TLS. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** What is told of each accepted message by itself. Default DELIVRD. */
  readonly receipt?: ReceiptWords | 'none';
  /** How ids are written in answers and in receipts. Default decimal in both. */
  readonly idsInAnswers?: 'decimal' | 'hex';
  readonly idsInReceipts?: 'decimal' | 'hex';
  /** Where a receipt says what it means. Default both. */
  readonly receiptStyle?: 'text' | 'tlv' | 'both';
}

export type ReceiptWords = 'DELIVRD' | 'EXPIRED' | 'DELETED' | 'UNDELIV' | 'ACCEPTD' | 'UNKNOWN' | 'REJECTD';
const STATES: readonly string[] = [
  '',
  'ENROUTE',
  'DELIVRD',
  'EXPIRED',
  'DELETED',
  'UNDELIV',
  'ACCEPTD',
  'UNKNOWN',
  'REJECTD',
];

/** A submit_sm that the centre took. */
export interface CentreMessage {
  readonly id: number;
  readonly systemId: string;
  readonly from: string;
  readonly to: string;
  readonly dataCoding: number;
  readonly esmClass: number;
  readonly header: readonly Buffer[];
  readonly text: string;
  readonly registeredDelivery: number;
  readonly reference: number | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/** A carrier's message centre by the server side of an SMPP library: true PDUs over TCP. */
export class MessageCentre {
  readonly faults = new FaultPlan<CentreErrorName>();
  readonly #options: MessageCentreOptions;
  readonly #bound = new Map<Session, string>();
  readonly #bindRequests: Fields[] = [];
  readonly #accepted: CentreMessage[] = [];
  readonly #closing = new AbortController();
  #server: Server | undefined;
  #port: number;
  #lastId = 1000;
  #calls = 0;
  #refusal: number | undefined;

  static async open(options: MessageCentreOptions): Promise<MessageCentre> {
    const centre = new MessageCentre(options);
    await centre.comeUp();
    return centre;
  }

  private constructor(options: MessageCentreOptions) {
    this.#options = options;
    this.#port = options.port ?? 0;
  }

  get port(): number {
    return this.#port;
  }

  /** `SMPP_URL` of one of its accounts. */
  urlOf(systemId: string): string {
    const scheme = this.#options.tls === undefined ? 'smpp' : 'ssmpp';
    return `${scheme}://${systemId}:${this.#options.accounts[systemId] ?? ''}@127.0.0.1:${this.#port}`;
  }

  /** Messages that were accepted, oldest first. */
  accepted(): readonly CentreMessage[] {
    return this.#accepted;
  }

  /** submit_sm that reached the centre, whatever became of them. */
  calls(): number {
    return this.#calls;
  }

  /** system_ids of the binds that are up. */
  binds(): readonly string[] {
    return [...this.#bound.values()];
  }

  /** Fields of each bind request. */
  bindRequests(): readonly Fields[] {
    return this.#bindRequests;
  }

  /** Binds from now on are refused so; undefined: no longer. */
  refuseBinds(status: number | undefined = BIND_REFUSED): void {
    this.#refusal = status;
  }

  acceptBinds(): void {
    this.#refusal = undefined;
  }

  /** A deliver_sm to a bind of that account; gives the command_status of the answer. Throws when the link breaks first. */
  deliver(systemId: string, fields: Fields, options: { readonly onSent?: () => void } = {}): Promise<number> {
    const session = this.#sessionOf(systemId);
    if (session === undefined) return Promise.reject(new Error(`no bind of ${systemId}`));
    return new Promise((resolve, reject) => {
      const broken = (): void => reject(new Error('the link broke'));
      session.once('close', broken);
      session.send(
        new smpp.PDU('deliver_sm', fields),
        (answer) => {
          session.off('close', broken);
          resolve(answer.command_status);
        },
        () => options.onSent?.(),
      );
    });
  }

  /** A text of a person, in one PDU: GSM where `dataCoding` is 0, UCS-2 where it is 8. */
  sendText(systemId: string, from: string, to: string, text: string, over: Fields = {}): Promise<number> {
    const isGsm = smpp.encodings.ASCII.match(text);
    return this.deliver(systemId, {
      source_addr_ton: 1,
      source_addr_npi: 1,
      source_addr: from.replace('+', ''),
      dest_addr_ton: 1,
      dest_addr_npi: 1,
      destination_addr: to.replace('+', ''),
      data_coding: isGsm ? 0 : 8,
      short_message: isGsm ? smpp.encodings.ASCII.encode(text) : smpp.encodings.UCS2.encode(text),
      ...over,
    });
  }

  /** The centre's word on a message of ours. */
  tellReceipt(message: CentreMessage, words: ReceiptWords, over: Fields = {}): Promise<number> {
    const { receiptStyle = 'both', idsInReceipts = 'decimal' } = this.#options;
    const id = written(message.id, idsInReceipts);
    const error = words === 'DELIVRD' ? '000' : '034';
    const text = `id:${id} sub:001 dlvrd:001 submit date:2611221000 done date:2611221001 stat:${words} err:${error} text:`;
    const tlvs = { receipted_message_id: id, message_state: Math.max(DELIVERED, STATES.indexOf(words)) };
    return this.deliver(message.systemId, {
      esm_class: RECEIPT,
      source_addr_ton: 1,
      source_addr: message.to,
      dest_addr_ton: 1,
      destination_addr: message.from,
      data_coding: 0,
      short_message: receiptStyle === 'tlv' ? '' : smpp.encodings.ASCII.encode(text),
      ...(receiptStyle === 'text' ? {} : tlvs),
      ...over,
    });
  }

  /** Breaks every connection; the port stays open. */
  dropLinks(): void {
    for (const session of this.#server?.sessions.slice() ?? []) session.destroy();
  }

  async comeUp(): Promise<void> {
    if (this.#server !== undefined) return;
    const { tls } = this.#options;
    const serve = (session: Session): void => this.#serve(session);
    const server = tls === undefined ? smpp.createServer(serve) : smpp.createServer(tls, serve);
    // Whoever does not trust us leaves within the handshake.
    server.on('tlsClientError', () => undefined);
    this.#server = server;
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
  }

  /** Closes the port and breaks every connection. Repeatable. */
  async goDown(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    const closed = once(server, 'close');
    server.close();
    for (const session of server.sessions.slice()) session.destroy();
    await closed;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.goDown();
  }

  #serve(session: Session): void {
    session.on('error', () => session.destroy());
    session.on('close', () => this.#bound.delete(session));
    for (const kind of ['bind_transceiver', 'bind_transmitter', 'bind_receiver'])
      session.on(kind, (pdu: PDU) => this.#bind(session, pdu));
    session.on('enquire_link', (pdu: PDU) => session.send(pdu.response()));
    session.on('unbind', (pdu: PDU) => {
      this.#bound.delete(session);
      session.send(pdu.response(), undefined, () => session.close());
    });
    session.on('submit_sm', (pdu: PDU) => void this.#submit(session, pdu));
  }

  #bind(session: Session, pdu: PDU): void {
    this.#bindRequests.push(Object.fromEntries(Object.entries(pdu)));
    const systemId = String(pdu['system_id']);
    const password = this.#options.accounts[systemId];
    const status = this.#refusal ?? (password === pdu['password'] ? 0 : WRONG_PASSWORD);
    if (status === 0) this.#bound.set(session, systemId);
    session.send(pdu.response({ command_status: status, system_id: 'centre' }));
  }

  async #submit(session: Session, pdu: PDU): Promise<void> {
    this.#calls += 1;
    const fault = this.faults.take();
    if (fault?.kind === 'drop-request') return session.destroy();
    if (fault?.kind === 'error') {
      session.send(pdu.response({ command_status: CENTRE_ERRORS[fault.row] }));
      return;
    }
    const message = this.#accept(session, pdu);
    if (fault?.kind === 'drop-answer') {
      session.destroy();
      return this.#afterwards(message, pdu);
    }
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'slow') {
      // Late after accepting: the receipt beats the answer, as in life.
      this.#afterwards(message, pdu);
      await waitOut(fault.delayMs, this.#closing.signal);
    }
    const { idsInAnswers = 'decimal' } = this.#options;
    session.send(pdu.response({ message_id: written(message.id, idsInAnswers) }));
    if (fault?.kind !== 'slow') this.#afterwards(message, pdu);
  }

  #accept(session: Session, pdu: PDU): CentreMessage {
    const { header, content } = carriedBody(pdu['short_message']);
    this.#lastId += 1;
    const reference = pdu['user_message_reference'];
    const message: CentreMessage = {
      id: this.#lastId,
      systemId: this.#bound.get(session) ?? '',
      from: String(pdu['source_addr']),
      to: String(pdu['destination_addr']),
      dataCoding: Number(pdu['data_coding']),
      esmClass: Number(pdu['esm_class']),
      header,
      text: shownText(content, Number(pdu['data_coding'])),
      registeredDelivery: Number(pdu['registered_delivery']),
      reference: typeof reference === 'number' ? reference : undefined,
    };
    this.#accepted.push(message);
    if (this.#accepted.length > MAX_KEPT) this.#accepted.shift();
    return message;
  }

  /** Hands it on to whom the number belongs, and tells its receipt. What nobody hears is lost, as it is for tests to see. */
  #afterwards(message: CentreMessage, pdu: PDU): void {
    const { receipt = 'DELIVRD', routes = {} } = this.#options;
    const owner = routes[message.to];
    if (owner !== undefined && owner !== message.systemId) {
      void this.deliver(owner, {
        source_addr_ton: pdu['source_addr_ton'],
        source_addr_npi: pdu['source_addr_npi'],
        source_addr: message.from,
        dest_addr_ton: pdu['dest_addr_ton'],
        dest_addr_npi: pdu['dest_addr_npi'],
        destination_addr: message.to,
        esm_class: message.esmClass,
        data_coding: message.dataCoding,
        short_message: forwarded(carriedBody(pdu['short_message'])),
      }).catch(() => undefined);
    }
    if (receipt !== 'none' && (message.registeredDelivery & 3) !== 0)
      void this.tellReceipt(message, receipt).catch(() => undefined);
  }

  #sessionOf(systemId: string): Session | undefined {
    return [...this.#bound].find(([, id]) => id === systemId)?.[0];
  }
}

function written(id: number, form: 'decimal' | 'hex'): string {
  return form === 'hex' ? id.toString(16).toUpperCase().padStart(8, '0') : String(id);
}
