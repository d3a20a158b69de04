import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { tempFolder, waitFor } from '@onethread/testkit';
import { SmtpTalk } from './smtp-talk.ts';

const POSTFIX = '/usr/lib/postfix/sbin/master';
const DOVECOT = '/usr/sbin/dovecot';
/** Debian's user for mail; the programs refuse to write as root. */
const MAIL_USER = 8;
const PATIENCE_MS = 60_000;
const STOP_MS = 10_000;

/** A mail server of Debian's own programs, alone in its folder: mail goes in by SMTP, and is read by IMAP. */
export interface DebianMailServer extends AsyncDisposable {
  readonly smtpPort: number;
  readonly imapPort: number;
}

/** Undefined: it can be run here; else why not. */
export function whyNoMailServer(): string | undefined {
  const missing = process.getuid?.() === 0 ? [POSTFIX, DOVECOT].filter((program) => !isThere(program)) : ['root'];
  return missing.length === 0 ? undefined : `without ${missing.join(', ')}`;
}

/** Whether a program can be run; names without a folder are looked for in the path. */
export function isThere(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Postfix and Dovecot for one person, `support@example.test` with the password `secret`. */
export async function openDebianMailServer(): Promise<DebianMailServer> {
  const folder = await tempFolder();
  const [smtpPort, imapPort] = [await freePort(), await freePort()];
  await chmod(folder.path, 0o755);
  const mail = join(folder.path, 'mail');
  await mkdir(mail);
  await chown(mail, MAIL_USER, MAIL_USER);
  const processes = [
    await startDovecot(join(folder.path, 'dovecot'), mail, imapPort),
    await startPostfix(join(folder.path, 'postfix'), mail, smtpPort),
  ];
  const server = {
    smtpPort,
    imapPort,
    async [Symbol.asyncDispose]() {
      await Promise.all(processes.map(end));
      await folder.remove();
    },
  };
  try {
    await waitFor(() => SmtpTalk.open(smtpPort).then(({ talk }) => (talk.breakOff(), true)), {
      describe: 'Postfix',
      withinMs: PATIENCE_MS,
    });
    return server;
  } catch (error) {
    await server[Symbol.asyncDispose]();
    throw error;
  }
}

async function startPostfix(folder: string, mail: string, port: number): Promise<ChildProcess> {
  const [queue, data] = [join(folder, 'queue'), join(folder, 'data')];
  await mkdir(queue, { recursive: true });
  await mkdir(data);
  execFileSync('chown', ['postfix', data]);
  const main = [
    `queue_directory = ${queue}`,
    `data_directory = ${data}`,
    'compatibility_level = 3.6',
    'mail_owner = postfix',
    'myhostname = mail.example.test',
    'mydestination =',
    'mynetworks = 127.0.0.0/8',
    'inet_interfaces = 127.0.0.1',
    'inet_protocols = ipv4',
    'virtual_mailbox_domains = example.test',
    `virtual_mailbox_base = ${mail}`,
    'virtual_mailbox_maps = static:support/',
    'virtual_minimum_uid = 1',
    `virtual_uid_maps = static:${MAIL_USER}`,
    `virtual_gid_maps = static:${MAIL_USER}`,
    'recipient_delimiter = +',
    'message_size_limit = 60000000',
    'mailbox_size_limit = 0',
    'virtual_mailbox_limit = 0',
    `maillog_file = /dev/stdout`,
  ];
  const services = [
    `127.0.0.1:${port} inet n - n - - smtpd`,
    'cleanup unix n - n - 0 cleanup',
    'qmgr unix n - n 300 1 qmgr',
    'rewrite unix - - n - - trivial-rewrite',
    'bounce unix - - n - 0 bounce',
    'defer unix - - n - 0 bounce',
    'proxymap unix - - n - - proxymap',
    'virtual unix - n n - - virtual',
    'error unix - - n - - error',
    'anvil unix - - n - 1 anvil',
    'scache unix - - n - 1 scache',
    'postlog unix-dgram n - n - 1 postlogd',
  ];
  await writeFile(join(folder, 'main.cf'), `${main.join('\n')}\n`);
  await writeFile(join(folder, 'master.cf'), `${services.join('\n')}\n`);
  execFileSync('postfix', ['-c', folder, 'check'], { stdio: 'ignore' });
  return spawn(POSTFIX, ['-c', folder, '-d'], { stdio: 'ignore' });
}

async function startDovecot(folder: string, mail: string, port: number): Promise<ChildProcess> {
  await mkdir(folder);
  const file = join(folder, 'dovecot.conf');
  const settings = [
    `base_dir = ${folder}/run`,
    `state_dir = ${folder}/state`,
    `log_path = ${folder}/log`,
    'protocols = imap',
    'listen = 127.0.0.1',
    'ssl = no',
    'disable_plaintext_auth = no',
    'first_valid_uid = 1',
    'first_valid_gid = 1',
    `mail_location = maildir:${mail}/support`,
    'passdb {\n driver = static\n args = password=secret\n}',
    `userdb {\n driver = static\n args = uid=${MAIL_USER} gid=${MAIL_USER} home=${mail}\n}`,
    `service imap-login {\n inet_listener imap {\n port = ${port}\n }\n inet_listener imaps {\n port = 0\n }\n}`,
  ];
  await writeFile(file, `${settings.join('\n')}\n`);
  return spawn(DOVECOT, ['-F', '-c', file], { stdio: 'ignore' });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(timer);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
