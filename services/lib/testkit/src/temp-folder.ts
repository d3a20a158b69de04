import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TempFolder extends AsyncDisposable {
  readonly path: string;
  /** Deletes it with all that is inside. Repeatable. */
  remove(): Promise<void>;
}

/** A fresh folder of its own. `await using folder = await tempFolder()` removes it at the end of the block. */
export async function tempFolder(prefix = 'onethread-'): Promise<TempFolder> {
  const path = await mkdtemp(join(tmpdir(), prefix));
  const remove = (): Promise<void> => rm(path, { recursive: true, force: true, maxRetries: 3 });
  return { path, remove, [Symbol.asyncDispose]: remove };
}
