import { open } from 'node:fs/promises';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { openFileBlobStore } from '../open-file-blob-store.ts';

/**
 * Run as a process of its own: puts, claims, deletes and puts blobs, and kills itself right before its n-th step on the
 * disk. Each call that was answered is told on standard output.
 */
const [folder = '', crashBefore = ''] = process.argv.slice(2);

const store = await openFileBlobStore({ folder });
let steps = 0;
await countSteps();

const options = { maxBytes: 100, contentType: 'text/plain' };
await told('put a', store.put('a', Buffer.from('content of a'), options));
await told('claim a', store.claim(['a']));
await told('put b', store.put('b', Buffer.from('content of b'), options));
await told('put b again', store.put('b', Buffer.from('content of b'), options));
await told('delete a', store.delete('a'));
await told('put a anew', store.put('a', Buffer.from('content of a, anew'), options));
await store.close();

async function told(what: string, call: Promise<unknown>): Promise<void> {
  await call;
  process.stdout.write(`${what}\n`);
}

/**
 * Every call that changes what is on the disk, of the module and of its file handles, goes through the counter. A sync is
 * no such step: a killed process loses nothing that it wrote.
 */
async function countSteps(): Promise<void> {
  for (const method of ['open', 'mkdir', 'rename', 'unlink', 'rm']) count(fs as never, method);
  const handle = await open(folder, 'r');
  count(Object.getPrototypeOf(handle) as never, 'writeFile');
  await handle.close();
  syncBuiltinESMExports();
}

function count(target: Record<string, (...given: unknown[]) => unknown>, method: string): void {
  const original = target[method];
  if (original === undefined) throw new TypeError(`no ${method}`);
  target[method] = function step(this: unknown, ...given: unknown[]): unknown {
    if (method !== 'open' || given[1] === 'wx') steps += 1;
    if (steps === Number(crashBefore)) process.kill(process.pid, 'SIGKILL');
    return original.apply(this, given);
  };
}
