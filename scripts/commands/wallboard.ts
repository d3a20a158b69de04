import type { Command } from 'commander';
import { fromGrpcError, type Wallboard } from '@onethread/rpc';
import { say } from './output.ts';
import { renderWallboard } from './render-wallboard.ts';
import { withRunningSystem } from './running-system.ts';
import { WallboardRows } from './wallboard-rows.ts';

interface WallboardOptions {
  readonly team: readonly string[];
  readonly watch?: true;
}

/** A replica that stops sends its watchers elsewhere; they come back after so long. */
const AGAIN_MS = 1000;

export function addWallboardCommand(program: Command): void {
  program
    .command('wallboard')
    .description('queues, agents and targets at risk as they are now')
    .option(
      '--team <id>',
      'only queues and agents of this team; may be given again',
      (id, ids: string[]) => [...ids, id],
      [],
    )
    .option('--watch', 'go on telling what changes, at most once a second; with --json one line each')
    .action(async (options: WallboardOptions, command: Command) => {
      const { json = false } = command.optsWithGlobals<{ readonly json?: boolean }>();
      await withRunningSystem(command, async ({ assignment }) => {
        const watch = (): AsyncIterable<Wallboard> => assignment.watchWallboard({ teamIds: [...options.team] });
        const rows = new WallboardRows();
        if (options.watch !== true) {
          await once(watch(), rows);
          say(command, rows.all(), renderWallboard(rows.all(), Date.now()));
          return;
        }
        await follow(watch, (part) => {
          rows.take(part);
          if (json) console.log(JSON.stringify(part));
          else console.log(`${process.stdout.isTTY ? CLEARED : ''}${renderWallboard(rows.all(), Date.now())}\n`);
        });
      });
    });
}

const CLEARED = '\u001B[2J\u001B[H';

async function once(parts: AsyncIterable<Wallboard>, rows: WallboardRows): Promise<void> {
  try {
    for await (const part of parts) {
      rows.take(part);
      return;
    }
  } catch (error) {
    throw fromGrpcError(error);
  }
}

/** Until the operator ends it. Throws `RpcError` for what watching again does not mend. */
async function follow(watch: () => AsyncIterable<Wallboard>, tell: (part: Wallboard) => void): Promise<void> {
  for (;;) {
    let wasTold = false;
    try {
      for await (const part of watch()) {
        wasTold = true;
        tell(part);
      }
    } catch (error) {
      const fault = fromGrpcError(error);
      // A token that was good and no longer is, is made anew for the next call.
      const mends = fault.retryable || (fault.code === 'unauthenticated' && wasTold);
      if (!mends) throw fault;
    }
    await new Promise((resolve) => {
      setTimeout(resolve, AGAIN_MS);
    });
  }
}
