import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file that tells the repository's `proto/` from another folder of that name. */
const MARKER = join('proto', 'onethread', 'routing', 'v1', 'routing.proto');

/**
 * Where the protos lie: the nearest `proto/` at or above this file, which is beside `services/` both in the repository
 * and in an image. Throws when there is none: an image was built without it.
 */
export function findProtoFolder(from: string = import.meta.dirname): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, MARKER))) return join(folder, 'proto');
    if (dirname(folder) === folder) throw new Error(`no proto/ beside services/: looked for ${MARKER} from ${from} up`);
  }
}
