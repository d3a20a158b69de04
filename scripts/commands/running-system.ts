import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { createAdminClient, signToken, type AdminClient } from '@onethread/rpc';

/** Thrown when the command cannot reach a running system; says what to do. */
export class NotRunningError extends Error {}

export interface GlobalOptions {
  readonly dataDir?: string;
  readonly address?: string;
  readonly json?: boolean;
}

export interface RunningSystem {
  readonly admin: AdminClient;
  /** How people reach it, as far as known. */
  readonly publicUrl: string | undefined;
  readonly address: string;
}

const TOKEN_SECONDS = 300;
const CONNECT_WITHIN_MS = 3_000;

/** Connects, runs, disconnects. Throws `NotRunningError` or the call's `RpcError`. */
export async function withRunningSystem<Result>(
  command: Command,
  run: (system: RunningSystem) => Promise<Result>,
): Promise<Result> {
  const options = command.optsWithGlobals<GlobalOptions>();
  const folder = resolve(options.dataDir ?? process.env['DATA_DIR'] ?? './data');
  const running = readJson(join(folder, 'running.json'));
  const address = options.address ?? running?.['grpcAddress'];
  if (address === undefined)
    throw new NotRunningError(`Nothing runs on ${folder}. Start Onethread, or name its folder with --data-dir.`);
  const admin = createAdminClient({ address, token: await adminToken(folder) });
  try {
    await admin.waitUntilReady(CONNECT_WITHIN_MS).catch(() => {
      throw new NotRunningError(`Nothing answers on ${address}. Is Onethread running?`);
    });
    return await run({ admin, address, publicUrl: running?.['publicUrl'] });
  } finally {
    admin.close();
  }
}

async function adminToken(folder: string): Promise<string> {
  const given = process.env['ONETHREAD_ADMIN_TOKEN'];
  if (given !== undefined && given !== '') return given;
  const secret = process.env['GRPC_TOKEN_SECRET'] ?? readJson(join(folder, 'secrets.json'))?.['GRPC_TOKEN_SECRET'];
  if (secret === undefined)
    throw new NotRunningError(`No secret in ${folder}: give its folder with --data-dir, or ONETHREAD_ADMIN_TOKEN.`);
  return await signToken(secret, { subject: 'onethread-command', role: 'admin', validSeconds: TOKEN_SECONDS });
}

function readJson(path: string): Record<string, string> | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
  } catch {
    return undefined;
  }
}
