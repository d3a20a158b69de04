import { createWriteStream, mkdirSync, readdirSync } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { dirname, relative, resolve } from 'node:path';
import type { WriteStream } from 'node:fs';
import type { ExportPersonResponse } from '@onethread/rpc';
import { PlainError } from './output.ts';

/** Only its owner may read what is written: it is somebody's whole correspondence. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

export interface WrittenExport {
  readonly files: number;
  readonly bytes: number;
}

/** Writes what the system tells into a folder, which is made and must be empty. Throws `PlainError`. */
export async function writeExport(parts: AsyncIterable<ExportPersonResponse>, folder: string): Promise<WrittenExport> {
  makeEmptyFolder(folder);
  let current: WriteStream | undefined;
  let files = 0;
  let bytes = 0;
  try {
    for await (const { part, file = '', bytes: piece } of parts) {
      if (part === 'file') {
        await closed(current);
        current = openFile(folder, file);
        files += 1;
      } else if (piece !== undefined && current !== undefined) {
        bytes += piece.length;
        if (!current.write(piece)) await once(current, 'drain');
      }
    }
  } finally {
    await closed(current);
  }
  return { files, bytes };
}

function makeEmptyFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: FOLDER_MODE });
    if (readdirSync(folder).length > 0) throw new PlainError(`${folder} is not empty: name another folder.`);
  } catch (error) {
    if (error instanceof PlainError) throw error;
    throw new PlainError(`${folder} cannot be made (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`);
  }
}

/** Never outside the folder, whatever the system names. */
function openFile(folder: string, file: string): WriteStream {
  const path = resolve(folder, file);
  const within = relative(resolve(folder), path);
  if (within === '' || within.startsWith('..')) throw new PlainError('the system named a file outside of the folder');
  mkdirSync(dirname(path), { recursive: true, mode: FOLDER_MODE });
  return createWriteStream(path, { flags: 'wx', mode: FILE_MODE });
}

async function closed(stream: WriteStream | undefined): Promise<void> {
  if (stream === undefined) return;
  stream.end();
  await finished(stream);
}
