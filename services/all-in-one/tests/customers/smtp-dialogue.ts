import { once } from 'node:events';
import { connect } from 'node:net';

export interface Dialogue {
  readonly from: string;
  readonly to: readonly string[];
  /** As it goes over the wire; dots at line starts are doubled here. */
  readonly raw: string | Buffer;
  /** Said before MAIL FROM; default `EHLO customer.example`. */
  readonly hello?: string;
  /** How long it waits for an answer; default 15 s. */
  readonly patienceMs?: number;
}

const TIMEOUT_MS = 15_000;

/** Sends a mail the way `swaks` does, line by line; the code of every answer from the greeting to the end of DATA. */
export async function smtpDialogue(port: number, dialogue: Dialogue) {
  const { from, to, raw, hello = 'EHLO customer.example', patienceMs = TIMEOUT_MS } = dialogue;
  const socket = connect(port, '127.0.0.1');
  socket.setTimeout(patienceMs, () => socket.destroy(new Error('no answer from the mail server')));
  let heard = '';
  let wake: (() => void) | undefined;
  let gone = false;
  socket.on('data', (chunk: Buffer) => {
    heard += chunk.toString('latin1');
    wake?.();
  });
  socket.on('close', () => {
    gone = true;
    wake?.();
  });
  socket.on('error', () => {});
  const codes: number[] = [];
  /** The next complete answer; 0 where the connection was closed instead. */
  async function answer(): Promise<number> {
    for (;;) {
      const complete = /^(?:\d{3}-.*\r\n)*(\d{3}) .*\r\n/.exec(heard);
      if (complete !== null) {
        heard = heard.slice(complete[0].length);
        codes.push(Number(complete[1]));
        return Number(complete[1]);
      }
      if (gone) return 0;
      await new Promise<void>((resolve) => void (wake = resolve));
    }
  }
  const say = (line: string): Promise<number> => {
    socket.write(`${line}\r\n`);
    return answer();
  };
  try {
    await once(socket, 'connect');
    await answer();
    await say(hello);
    if ((await say(`MAIL FROM:<${from}>`)) !== 250) return codes;
    for (const recipient of to) await say(`RCPT TO:<${recipient}>`);
    if ((await say('DATA')) !== 354) return codes;
    const bytes = Buffer.isBuffer(raw) ? raw : Buffer.from(raw, 'utf8');
    socket.write(Buffer.from(bytes.toString('latin1').replaceAll(/^\./gm, '..'), 'latin1'));
    await say('\r\n.');
    return codes;
  } finally {
    socket.destroy();
  }
}
