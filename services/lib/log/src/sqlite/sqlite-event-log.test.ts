import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventLogContract } from '../event-log.contract.ts';
import { openSqliteEventLog } from './sqlite-event-log.ts';

eventLogContract('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'onethread-log-'));
  return {
    open: () => openSqliteEventLog({ file: join(folder, 'log.db') }),
    end: async () => rmSync(folder, { recursive: true }),
  };
});
