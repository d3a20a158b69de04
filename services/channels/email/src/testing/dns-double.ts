import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What a name has. A string of A, AAAA or PTR is the address or name. */
export interface DnsRecords {
  readonly TXT?: readonly string[];
  readonly A?: readonly string[];
  readonly MX?: readonly string[];
}

/** How the server fails for a name: it says SERVFAIL or REFUSED, or nothing at all. */
export type DnsFault = 'servfail' | 'refused' | 'silent';

const TYPES: Readonly<Record<number, keyof DnsRecords>> = { 1: 'A', 15: 'MX', 16: 'TXT' };
const NUMBERS: Readonly<Record<keyof DnsRecords, number>> = { A: 1, MX: 15, TXT: 16 };
/** Without a larger size agreed (RFC 1035, 4.2.1). */
const MAX_UDP_ANSWER = 512;
const RCODES = { none: 0, servfail: 2, missing: 3, refused: 5 } as const;

/** A DNS server on loopback over UDP and TCP with the records it was given: what is too long for UDP comes by TCP. */
export class DnsDouble implements AsyncDisposable {
  /** By name in lower case; may be changed at any time. */
  readonly records: Map<string, DnsRecords>;
  /** By name; '*' is every name. */
  readonly faults = new Map<string, DnsFault>();
  /** `name TYPE` of each question, in order. */
  readonly asked: string[] = [];
  /** Answers that went over TCP. */
  tcpAnswers = 0;
  readonly #udp: UdpSocket;
  readonly #tcp: Server;
  readonly #connections = new Set<Socket>();

  private constructor(records: Readonly<Record<string, DnsRecords>>, udp: UdpSocket, tcp: Server) {
    this.records = new Map(Object.entries(records));
    this.#udp = udp;
    this.#tcp = tcp;
    udp.on('message', (query, { port, address }) => {
      const answer = this.#answer(query);
      if (answer === undefined) return;
      udp.send(answer.length > MAX_UDP_ANSWER ? truncated(answer, query) : answer, port, address);
    });
    tcp.on('connection', (socket) => {
      this.#connections.add(socket);
      socket.on('close', () => this.#connections.delete(socket)).on('error', () => {});
      let got = Buffer.alloc(0);
      socket.on('data', (bytes: Buffer) => {
        got = Buffer.concat([got, bytes]);
        while (got.length >= 2 && got.length >= 2 + got.readUInt16BE(0)) {
          const end = 2 + got.readUInt16BE(0);
          const answer = this.#answer(got.subarray(2, end));
          got = got.subarray(end);
          if (answer === undefined) continue;
          this.tcpAnswers += 1;
          socket.write(Buffer.concat([uint16(answer.length), answer]));
        }
      });
    });
  }

  static async open(records: Readonly<Record<string, DnsRecords>> = {}): Promise<DnsDouble> {
    for (;;) {
      const udp = createSocket('udp4').bind(0, '127.0.0.1');
      await once(udp, 'listening');
      const tcp = createServer().listen(udp.address().port, '127.0.0.1');
      try {
        await once(tcp, 'listening');
        return new DnsDouble(records, udp, tcp);
      } catch {
        // Somebody has that port for TCP: another one.
        udp.close();
      }
    }
  }

  /** As the setting wants it. */
  get server(): string {
    return `127.0.0.1:${(this.#tcp.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#connections) socket.destroy();
    this.#udp.close();
    this.#tcp.close();
    await once(this.#tcp, 'close');
  }

  /** Undefined: no answer. */
  #answer(query: Buffer): Buffer | undefined {
    const { name, type, end } = readQuestion(query);
    const typeName = TYPES[type];
    this.asked.push(`${name} ${typeName ?? type}`);
    const fault = this.faults.get(name) ?? this.faults.get('*');
    if (fault === 'silent') return undefined;
    const question = query.subarray(12, end);
    if (fault !== undefined) return message(query, RCODES[fault], question, []);
    const records = this.records.get(name);
    if (records === undefined) return message(query, RCODES.missing, question, []);
    const values = typeName === undefined ? [] : (records[typeName] ?? []);
    const answers = values.map((value) => answerRecord(typeName ?? 'TXT', value));
    return message(query, RCODES.none, question, answers);
  }
}

function readQuestion(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

function message(query: Buffer, rcode: number, question: Buffer, answers: readonly Buffer[]): Buffer {
  // An answer, recursion as it was asked for and available.
  const flags = 0x8080 | (query.readUInt16BE(2) & 0x0100) | rcode;
  const counts = [1, answers.length, 0, 0].map(uint16);
  return Buffer.concat([query.subarray(0, 2), uint16(flags), ...counts, question, ...answers]);
}

/** Only the question, with the mark that there is more. */
function truncated(answer: Buffer, query: Buffer): Buffer {
  const { end } = readQuestion(query);
  const short = message(query, RCODES.none, query.subarray(12, end), []);
  short.writeUInt16BE(answer.readUInt16BE(2) | 0x0200, 2);
  return short;
}

function answerRecord(type: keyof DnsRecords, value: string): Buffer {
  const data = dataOf(type, value);
  const ttl = Buffer.from([0, 0, 0, 60]);
  return Buffer.concat([uint16(0xc00c), uint16(NUMBERS[type]), uint16(1), ttl, uint16(data.length), data]);
}

function dataOf(type: keyof DnsRecords, value: string): Buffer {
  if (type === 'A') return Buffer.from(value.split('.').map(Number));
  if (type === 'MX') return Buffer.concat([uint16(10), nameBytes(value)]);
  // Strings of 255 bytes at most.
  const pieces = value.match(/[\s\S]{1,255}/g) ?? [''];
  return Buffer.concat(pieces.map((piece) => Buffer.from(String.fromCharCode(piece.length) + piece, 'latin1')));
}

function nameBytes(name: string): Buffer {
  const labels = name.split('.').map((label) => Buffer.from(String.fromCharCode(label.length) + label, 'latin1'));
  return Buffer.concat([...labels, Buffer.from([0])]);
}

function uint16(value: number): Buffer {
  return Buffer.from([value >> 8, value & 255]);
}
