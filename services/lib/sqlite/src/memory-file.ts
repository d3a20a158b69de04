import { CallQueue } from './call-queue.ts';
import { GroupCommit, MAX_REQUESTS_PER_COMMIT } from './group-commit.ts';
import { loadProgram } from './load-program.ts';
import { closeDatabase, openDatabase } from './open-database.ts';
import { transactionFault } from './sqlite-faults.ts';
import type { SqliteFile, SqliteFileOptions } from './sqlite-file.ts';

/** A database in memory, in the calling thread; answers come as asynchronously as from a worker. */
export async function openMemoryFile<Request, Answer, Options>(
  options: SqliteFileOptions<Options>,
): Promise<SqliteFile<Request, Answer>> {
  const database = openDatabase(options.file);
  const openProgram = await loadProgram<Request, Answer>(options.program.href, options.programOptions);
  const groupCommit = new GroupCommit(database, openProgram(database));

  const queue: CallQueue<Request, Answer> = new CallQueue({
    carry: (requests) => {
      try {
        for (let start = 0; start < requests.length; start += MAX_REQUESTS_PER_COMMIT) {
          groupCommit.run(requests.slice(start, start + MAX_REQUESTS_PER_COMMIT), ({ answers, failures, notice }) => {
            queue.settle(answers, failures);
            if (notice !== undefined) options.onNotice?.(notice);
          });
        }
      } catch (error) {
        queue.fail(transactionFault(error));
      }
    },
    end: async () => closeDatabase(database),
  });
  return queue;
}
