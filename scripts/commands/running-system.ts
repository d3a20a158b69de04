import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import {
  createAdminClient,
  createAssignmentClient,
  createIdentityClient,
  createSettingsClient,
  signToken,
  type AdminClient,
  type AssignmentClient,
  type IdentityClient,
  type SettingsClient,
  type TokenProvider,
} from '@onethread/rpc';

/** Thrown when the command cannot reach a running system; says what to do. */
export class NotRunningError extends Error {}

export interface GlobalOptions {
  readonly dataDir?: string;
  readonly address?: string;
  readonly json?: boolean;
}

export interface RunningSystem {
  readonly admin: AdminClient;
  readonly identity: IdentityClient;
  readonly settings: SettingsClient;
  readonly assignment: AssignmentClient;
  /** How people reach it, as far as known. */
  readonly publicUrl: string | undefined;
  readonly address: string;
}

const TOKEN_SECONDS = 300;
const CONNECT_WITHIN_MS = 3_000;
/** Thousands of agents are written one after another. */
const SETTINGS_WITHIN_MS = 120_000;

/**
 * Connects, runs, disconnects. The system is found through `--address`, ROUTING_GRPC_ADDRESS or the data folder's
 * `running.json`, and the caller proved by ONETHREAD_TOKEN, GRPC_TOKEN_SECRET or the data folder's secrets. Throws
 * `NotRunningError` or the call's `RpcError`.
 */
export async function withRunningSystem<Result>(
  command: Command,
  run: (system: RunningSystem) => Promise<Result>,
): Promise<Result> {
  const options = command.optsWithGlobals<GlobalOptions>();
  const folder = resolve(options.dataDir ?? process.env['DATA_DIR'] ?? './data');
  const running = readJson(join(folder, 'running.json'));
  const address = options.address ?? given('ROUTING_GRPC_ADDRESS') ?? running?.['grpcAddress'];
  if (address === undefined)
    throw new NotRunningError(
      `Nothing runs on ${folder}. Start Onethread, or name its folder with --data-dir; ` +
        'for separate processes say where routing is with --address or ROUTING_GRPC_ADDRESS.',
    );
  const token = adminToken(folder);
  const admin = createAdminClient({ address, token });
  const identity = createIdentityClient({ address, token });
  const settings = createSettingsClient({ address, token, deadlineMs: SETTINGS_WITHIN_MS });
  const assignment = createAssignmentClient({ address, token });
  try {
    await admin.waitUntilReady(CONNECT_WITHIN_MS).catch(() => {
      throw new NotRunningError(`Nothing answers on ${address}. Is Onethread running?`);
    });
    return await run({
      admin,
      identity,
      settings,
      assignment,
      address,
      publicUrl: given('PUBLIC_URL') ?? running?.['publicUrl'],
    });
  } finally {
    admin.close();
    identity.close();
    settings.close();
    assignment.close();
  }
}

/** A fresh one for each call, where it is we who sign: a command may run for hours. */
function adminToken(folder: string): TokenProvider {
  const token = given('ONETHREAD_TOKEN') ?? given('ONETHREAD_ADMIN_TOKEN');
  if (token !== undefined) return token;
  const secret = given('GRPC_TOKEN_SECRET') ?? readJson(join(folder, 'secrets.json'))?.['GRPC_TOKEN_SECRET'];
  if (secret === undefined)
    throw new NotRunningError(
      `No secret in ${folder}: give its folder with --data-dir, or GRPC_TOKEN_SECRET, or ONETHREAD_TOKEN.`,
    );
  return () => signToken(secret, { subject: 'onethread-command', role: 'admin', validSeconds: TOKEN_SECONDS });
}

/** An empty variable counts as not given. */
function given(name: string): string | undefined {
  return process.env[name]?.trim() || undefined;
}

function readJson(path: string): Record<string, string> | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
  } catch {
    return undefined;
  }
}
