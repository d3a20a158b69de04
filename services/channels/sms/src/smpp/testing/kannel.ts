import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect, createServer as createNetServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { tempFolder, waitFor } from '@onethread/testkit';

const BEARERBOX = '/usr/sbin/bearerbox';
const SMSBOX = '/usr/sbin/smsbox';

/** Why Kannel cannot take part, undefined where it can. */
export async function kannelMissing(): Promise<string | undefined> {
  try {
    await Promise.all([BEARERBOX, SMSBOX].map((file) => access(file)));
    return undefined;
  } catch {
    return 'Kannel (bearerbox, smsbox) is not installed';
  }
}

export interface KannelMessage {
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

/** Kannel's own SMPP client, bound to a message centre, with its HTTP interface on both sides. */
export interface Kannel {
  readonly received: readonly KannelMessage[];
  /** Sends as a person would: Kannel chooses nothing but the parts. */
  send(from: string, to: string, text: string): Promise<void>;
  close(): Promise<void>;
}

export async function startKannel(
  centre: { readonly port: number },
  account: string,
  password: string,
): Promise<Kannel> {
  const folder = await tempFolder();
  const received: KannelMessage[] = [];
  const web = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://kannel');
    const octets = octetsOf(/[?&]text=([^&]*)/.exec(request.url ?? '')?.[1] ?? '');
    // Kannel gives UCS-2 as it came, all else as UTF-8.
    const isUcs2 = searchParams.get('coding') === '2';
    const text = isUcs2 ? octets.swap16().toString('utf16le') : octets.toString('utf8');
    received.push({ from: searchParams.get('from') ?? '', to: searchParams.get('to') ?? '', text });
    response.end();
  }).listen(0, '127.0.0.1');
  await once(web, 'listening');
  const webPort = (web.address() as AddressInfo).port;
  const [adminPort, boxPort, sendPort] = [await freePort(), await freePort(), await freePort()];
  const file = join(folder.path, 'kannel.conf');
  await writeFile(
    file,
    `group = core
admin-port = ${adminPort}
admin-interface = 127.0.0.1
admin-password = test
smsbox-port = ${boxPort}
box-allow-ip = 127.0.0.1

group = smsc
smsc = smpp
smsc-id = centre
host = 127.0.0.1
port = ${centre.port}
transceiver-mode = true
smsc-username = ${account}
smsc-password = ${password}
system-type = ""
interface-version = 34
reconnect-delay = 1

group = smsbox
bearerbox-host = 127.0.0.1
bearerbox-port = ${boxPort}
sendsms-port = ${sendPort}
sendsms-interface = 127.0.0.1

group = sendsms-user
username = tester
password = tester
concatenation = true
max-messages = 10

group = sms-service
keyword = default
catch-all = true
max-messages = 0
get-url = "http://127.0.0.1:${webPort}/?from=%p&to=%P&coding=%c&text=%b"
`,
  );
  const processes: ChildProcess[] = [];
  const run = (program: string): void => {
    processes.push(spawn(program, ['-v', '4', file], { stdio: 'ignore', cwd: folder.path }));
  };
  run(BEARERBOX);
  await waitFor(() => isListening(boxPort), { describe: 'the bearerbox' });
  run(SMSBOX);
  await waitFor(() => isListening(sendPort), { describe: 'the smsbox' });
  return {
    received,
    async send(from, to, text) {
      const query = new URLSearchParams({ username: 'tester', password: 'tester', charset: 'UTF-8', from, to, text });
      if (/[^\x20-\x7e]/.test(text)) query.set('coding', '2');
      const url = `http://127.0.0.1:${sendPort}/cgi-bin/sendsms?${query.toString()}`;
      await waitFor(async () => (await fetch(url)).status === 202, { describe: 'Kannel to take the message' });
    },
    async close() {
      for (const child of processes.toReversed()) {
        if (child.exitCode === null && child.signalCode === null) {
          const ended = once(child, 'exit');
          child.kill('SIGKILL');
          await ended;
        }
      }
      web.closeAllConnections();
      await new Promise((resolve) => web.close(resolve));
      await folder.remove();
    },
  };
}

/** Of a percent-encoded value that need not be UTF-8. */
function octetsOf(value: string): Buffer {
  const octets = [...value.matchAll(/%([0-9a-f]{2})|\+|(.)/gis)].map(([, hex, plain]) =>
    hex === undefined ? (plain ?? ' ').charCodeAt(0) : Number.parseInt(hex, 16),
  );
  return Buffer.from(octets);
}

async function freePort(): Promise<number> {
  const server = createNetServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
}
