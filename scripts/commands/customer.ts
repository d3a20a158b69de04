import type { Command } from 'commander';
import {
  fromGrpcError,
  type ErasePersonResponse,
  type ErasureReport,
  type ExportPersonResponse,
  type Person,
} from '@onethread/rpc';
import { confirmedByWord } from './confirm.ts';
import { PlainError, say, table } from './output.ts';
import { withRunningSystem } from './running-system.ts';
import { writeExport } from './write-export.ts';

export function addCustomerCommands(program: Command): void {
  const customer = program.command('customer').description('what is kept of one person');

  customer
    .command('show <id>')
    .description('the addresses that are held for one person')
    .action(async (customerId: string, _options: object, command: Command) => {
      await withRunningSystem(command, async ({ identity }) => {
        const person = await identity.getPerson({ customerId });
        say(command, person, described(person));
      });
    });

  customer
    .command('export <id>')
    .description('everything that is kept of one person, as JSON and files. Who asked is kept in the audit trail')
    .requiredOption('--to <folder>', 'folder to be made; must be empty')
    .action(async (customerId: string, { to }: { to: string }, command: Command) => {
      await withRunningSystem(command, async ({ admin }) => {
        const stream = admin.exportPerson({ customerId }) as AsyncIterable<ExportPersonResponse>;
        const written = await writeExport(stream, to).catch((error: unknown) => {
          throw error instanceof PlainError ? error : fromGrpcError(error);
        });
        say(command, { ...written, folder: to }, `${written.files} files, ${written.bytes} bytes in ${to}.`);
      });
    });

  customer
    .command('erase <id>')
    .description('forgets one person for ever: shows who that is, asks for the id once more, then tells what went')
    .option('--confirm <id>', 'the id, typed beforehand: for scripts')
    .option('--preview', 'only shows who would be erased')
    .action(async (customerId: string, options: EraseOptions, command: Command) => {
      await withRunningSystem(command, async ({ admin, identity }) => {
        const person = await identity.getPerson({ customerId });
        if (options.preview === true) return say(command, person, described(person));
        console.error(described(person));
        console.error('\nEvery message, note, file, name and address of these goes, for ever. Nothing brings it back.');
        await confirmedByWord(`Type ${customerId} to erase this person:`, customerId, options.confirm);
        const identityIds = person.identities.map(({ identityId }) => identityId);
        const report = await followed(admin.erasePerson({ customerId, identityIds }));
        say(command, report, told(report));
      });
    });
}

interface EraseOptions {
  readonly confirm?: string;
  readonly preview?: boolean;
}

async function followed(stream: AsyncIterable<ErasePersonResponse>): Promise<ErasureReport> {
  let report: ErasureReport | null = null;
  try {
    for await (const progress of stream) {
      if (process.stderr.isTTY) process.stderr.write(`\r${progress.step} ${progress.done}      `);
      report = progress.report ?? report;
    }
  } catch (error) {
    throw fromGrpcError(error);
  } finally {
    if (process.stderr.isTTY) process.stderr.write('\n');
  }
  if (report === null) throw new PlainError('The system ended before it told what went: ask again, it is repeatable.');
  return report;
}

function described({ customerId, identities }: Person): string {
  const rows = identities.map(({ identityId, channel, account, address, name }) => [
    identityId,
    channel,
    account,
    address,
    name,
  ]);
  return `${customerId}\n${table(['identity', 'channel', 'account', 'address', 'name'], rows)}`;
}

function told({ topicsCleanAtMs, ...counts }: ErasureReport): string {
  const rows = Object.entries(counts).map(([what, count]) => [what, String(count)]);
  return `${table(['erased', 'count'], rows)}\nThe log's topics have dropped what they hold by ${new Date(topicsCleanAtMs).toISOString()}.`;
}
