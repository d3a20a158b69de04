/** What we use of `smpp` 0.5.1, which has no types of its own. */
declare module 'smpp' {
  import type { EventEmitter } from 'node:events';
  import type { Server as NetServer, Socket } from 'node:net';

  interface PduFields {
    readonly [field: string]: unknown;
  }
  class PDU {
    constructor(command: string, fields?: PduFields);
    constructor(bytes: Buffer);
    readonly command: string;
    readonly command_id: number;
    readonly command_status: number;
    readonly sequence_number: number;
    readonly [field: string]: unknown;
    isResponse(): boolean;
    response(fields?: PduFields): PDU;
    toBuffer(): Buffer;
  }
  class Session extends EventEmitter {
    readonly socket: Socket;
    send(pdu: PDU, onResponse?: (response: PDU) => void, onWritten?: (pdu: PDU) => void): boolean;
    pause(): void;
    resume(): void;
    close(): void;
    destroy(): void;
  }
  class Server extends NetServer {
    readonly sessions: readonly Session[];
  }
  interface Encoding {
    match(text: string): boolean;
    encode(text: string | Buffer): Buffer;
    decode(bytes: Buffer): string | Buffer;
  }
  interface ConnectOptions {
    readonly host: string;
    readonly port: number;
    readonly tls: boolean;
    readonly servername?: string;
    /** PEM; instead of those that the system trusts. */
    readonly ca?: string;
  }
  const library: {
    readonly PDU: typeof PDU;
    readonly Session: typeof Session;
    readonly Server: typeof Server;
    readonly encodings: Readonly<Record<'ASCII' | 'LATIN1' | 'UCS2', Encoding>>;
    readonly errors: Readonly<Record<string, number>>;
    connect(options: ConnectOptions): Session;
    createServer(onSession: (session: Session) => void): Server;
    createServer(
      options: { readonly key: string; readonly cert: string },
      onSession: (session: Session) => void,
    ): Server;
  };
  export default library;
  export type { PDU, Session, Server, ConnectOptions };
}
