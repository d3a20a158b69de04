import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { REPOSITORY_ROOT } from './config.ts';

// Before anything else is loaded: each worker thread then starts in half the memory and a third of the time.
enableCompileCache(join(REPOSITORY_ROOT, 'node_modules/.cache/compile'));
const { main } = await import('./main.ts');
await main();
