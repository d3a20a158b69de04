import { once } from 'node:events';
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import hoodiecrow, { type HoodiecrowServer } from 'hoodiecrow-imap';

export interface ImapDoubleOptions {
  /** Mails that are there before anybody looks. */
  readonly mails?: readonly (string | { readonly raw: string; readonly internaldate: Date })[];
  readonly uidvalidity?: number;
  readonly plugins?: readonly string[];
  readonly accessToken?: string;
}

/** An IMAP server (hoodiecrow-imap) with one mailbox, behind a wire that can be cut. */
export class ImapDouble implements AsyncDisposable {
  readonly #wire: Server;
  readonly #clients = new Set<Socket>();
  readonly #imap: HoodiecrowServer;
  /** Every command that clients gave, in order. */
  readonly said: string[] = [];
  /** Connections that clients opened since the beginning. */
  opened = 0;
  /** New connections are cut at once. */
  isDown = false;
  /** Bytes of the server reach nobody, and nobody is told. */
  isSilent = false;

  private constructor(imap: HoodiecrowServer, wire: Server) {
    this.#imap = imap;
    this.#wire = wire;
    wire.on('connection', (client) => this.#join(client));
  }

  static async open(options: ImapDoubleOptions = {}): Promise<ImapDouble> {
    const { mails = [], uidvalidity = 1, plugins = ['IDLE'], accessToken = 'token' } = options;
    const messages = mails.map((mail) =>
      typeof mail === 'string' ? { raw: wired(mail) } : { ...mail, raw: wired(mail.raw) },
    );
    const imap = hoodiecrow({
      plugins: [...plugins],
      users: { support: { password: 'secret', xoauth2: { accessToken, sessionTimeout: 3_600_000 } } },
      storage: { INBOX: { uidvalidity, messages } },
    });
    imap.listen(0, '127.0.0.1');
    await once(imap.server, 'listening');
    const wire = createServer().listen(0, '127.0.0.1');
    await once(wire, 'listening');
    return new ImapDouble(imap, wire);
  }

  get port(): number {
    return (this.#wire.address() as AddressInfo).port;
  }

  /** A mail arrives, and those who idle are told. */
  deliver(raw: string, flags: readonly string[] = []): void {
    this.#imap.appendMessage('INBOX', [...flags], new Date(), wired(raw));
  }

  /** The server forgets all UIDs, as after a restore, and gives new ones from `firstUid`. */
  renumber(uidvalidity: number, firstUid = 1): void {
    const inbox = this.#imap.getMailbox('INBOX');
    inbox.uidvalidity = uidvalidity;
    inbox.messages.forEach((message, index) => (message.uid = firstUid + index));
    inbox.uidnext = firstUid + inbox.messages.length;
  }

  setUser(password: string, accessToken?: string): void {
    this.#imap.users['support'] = { password, xoauth2: { accessToken, sessionTimeout: 3_600_000 } };
  }

  cutConnections(): void {
    for (const socket of this.#clients) socket.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cutConnections();
    this.#wire.close();
    this.#imap.close();
    await once(this.#wire, 'close');
  }

  #join(client: Socket): void {
    this.opened += 1;
    if (this.isDown) {
      client.destroy();
      return;
    }
    const server = connect((this.#imap.server.address() as AddressInfo).port, '127.0.0.1');
    this.#clients.add(client);
    client
      .on('error', () => {})
      .on('close', () => {
        this.#clients.delete(client);
        // Or the server would keep its timer for a client that idles, and with it the process.
        server.end('DONE\r\n');
      });
    server.on('error', () => {}).on('close', () => client.destroy());
    client.on('data', (bytes: Buffer) => {
      this.said.push(
        ...bytes
          .toString('latin1')
          .split('\r\n')
          .filter((line) => line !== ''),
      );
      if (!this.isSilent) server.write(bytes);
    });
    server.on('data', (bytes: Buffer) => void (this.isSilent || client.write(bytes)));
  }
}

/** With the line ends of the wire. */
function wired(raw: string): string {
  return raw.replaceAll(/\r?\n/g, '\r\n');
}
