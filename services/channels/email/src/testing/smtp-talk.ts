import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** An SMTP dialogue line by line, for what no mail program would say. */
export class SmtpTalk {
  readonly #socket: Socket;

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** With the server's greeting. */
  static async open(port: number): Promise<{ talk: SmtpTalk; greeting: string }> {
    const socket = connect(port, '127.0.0.1').setEncoding('utf8');
    const talk = new SmtpTalk(socket);
    return { talk, greeting: await talk.#answer() };
  }

  /** Says a line and gives the whole answer. */
  async say(line: string): Promise<string> {
    this.#socket.write(`${line}\r\n`);
    return await this.#answer();
  }

  /** Bytes to which no answer is expected. */
  write(bytes: string): void {
    this.#socket.write(bytes);
  }

  breakOff(): void {
    this.#socket.destroy();
  }

  /** Lines until one without a hyphen behind its code. */
  async #answer(): Promise<string> {
    let answer = '';
    while (!/^\d{3} .*\r\n$/m.test(answer)) answer += String((await once(this.#socket, 'data'))[0]);
    return answer;
  }
}
