import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Before anything else is loaded, so nothing of ours is imported above: what was compiled and stripped of its types once
// is not again, and each worker thread starts in half the memory and a third of the time. In JavaScript, because what
// strips types would be loaded for this file alone (15 MB, for ever).
enableCompileCache(join(import.meta.dirname, '../../../node_modules/.cache/compile'));
const { main } = await import('./main.ts');
await main();
