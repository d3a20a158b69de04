declare module 'hoodiecrow-imap' {
  import type { Server } from 'node:net';

  interface Message {
    raw: string;
    uid?: number;
    internaldate?: Date;
    flags?: string[];
  }

  export interface HoodiecrowServer {
    readonly server: Server;
    readonly users: Record<
      string,
      { password: string; xoauth2?: { accessToken?: string | undefined; sessionTimeout: number } }
    >;
    listen(port: number, host: string): void;
    close(): void;
    getMailbox(path: string): { uidvalidity: number; uidnext: number; messages: Message[] };
    appendMessage(path: string, flags: string[], arrived: Date, raw: string): void;
  }

  export default function hoodiecrow(options: Record<string, unknown>): HoodiecrowServer;
}
