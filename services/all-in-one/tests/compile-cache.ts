import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';

/** For processes that get an environment of their own: where the test run keeps compiled code, if it does. */
export function compileCache(): Readonly<Record<string, string>> {
  const folder = getCompileCacheDir();
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: dirname(folder) };
}
