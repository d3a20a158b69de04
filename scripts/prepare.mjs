// Runs at the end of `npm ci`: builds the web pages, so that the first start need not. Plain JavaScript, because an
// installation without development dependencies brings neither Node 24 nor the builder: there pages come ready-made.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const [major = 0] = process.versions.node.split('.').map(Number);
const hasBuilder = existsSync(join(import.meta.dirname ?? '.', '../node_modules/vite/package.json'));
if (major >= 24 && hasBuilder) {
  const { ensureWebPagesBuilt } = await import('../services/all-in-one/src/web-pages.ts');
  await ensureWebPagesBuilt(console.log);
}
