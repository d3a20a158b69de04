import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { DeadLetter, DeadLetterState } from '@onethread/rpc';
import { say, table, UsageError, wholeNumber } from './output.ts';
import { withRunningSystem } from './running-system.ts';

const STATES: Readonly<Record<string, DeadLetterState>> = {
  open: 'DEAD_LETTER_STATE_OPEN',
  replayed: 'DEAD_LETTER_STATE_REPLAYED',
  dropped: 'DEAD_LETTER_STATE_DROPPED',
  all: 'DEAD_LETTER_STATE_UNSPECIFIED',
};

interface ListOptions {
  readonly state: string;
  readonly topic: string;
  readonly limit: string;
  readonly after: string;
}

export function addDeadLetterCommands(program: Command): void {
  const dlq = program.command('dlq').description('dead letters: records that could not be processed');

  dlq
    .command('list')
    .description('newest first, without content; exit code 1 while some are open')
    .option('--state <state>', Object.keys(STATES).join(', '), 'open')
    .option('--topic <topic>', 'only those that failed on this topic', '')
    .option('--limit <n>', 'at most so many, up to 200', '50')
    .option('--after <token>', 'go on where an earlier list ended', '')
    .action(async ({ state, topic, limit, after }: ListOptions, command: Command) => {
      const wanted = STATES[state];
      if (wanted === undefined) throw new UsageError(`--state is ${Object.keys(STATES).join(', ')}`);
      const pageSize = wholeNumber('--limit', limit, 1, 200);
      await withRunningSystem(command, async ({ admin }) => {
        const listed = await admin.listDeadLetters({ state: wanted, topic, pageSize, pageToken: after });
        if (listed.open > 0) process.exitCode = 1;
        const rows = listed.deadLetters.map((letter) => [
          letter.deadLetterId,
          new Date(letter.deadLetteredMs).toISOString(),
          stateName(letter),
          `${letter.topic}/${letter.partition}/${letter.offset}`,
          letter.code,
          letter.error,
        ]);
        const more = listed.nextPageToken === '' ? '' : `\nMore: --after ${listed.nextPageToken}`;
        say(
          command,
          listed,
          `${table(['id', 'since', 'state', 'origin', 'code', 'error'], rows)}${more}\n${listed.open} open.`,
        );
      });
    });

  dlq
    .command('show <id>')
    .description('one letter with its headers and its value, which is content: who reads it is logged')
    .option('--value', 'print the value alone, to be corrected in an editor')
    .action(async (deadLetterId: string, { value: alone = false }: { value?: boolean }, command: Command) => {
      await withRunningSystem(command, async ({ admin }) => {
        const shown = await admin.getDeadLetter({ deadLetterId });
        if (alone) {
          console.log(shown.value);
          return;
        }
        const headers = Object.entries(shown.headers).map(([name, value]) => [name, value]);
        const letter = shown.deadLetter ? described(shown.deadLetter) : '';
        say(command, shown, `${letter}\n\n${table(['header', 'value'], headers)}\n\n${shown.value}`);
      });
    });

  dlq
    .command('replay <id>')
    .description('publishes it again to its topic; its placeholder is filled in at its place. Repeatable')
    .option('--value-file <path>', 'a corrected value in place of the original, - for the standard input')
    .action(async (deadLetterId: string, { valueFile }: { valueFile?: string }, command: Command) => {
      const correctedValue = valueFile === undefined ? undefined : readValue(valueFile);
      await withRunningSystem(command, async ({ admin }) => {
        const done = await admin.replayDeadLetter({
          deadLetterId,
          ...(correctedValue === undefined ? {} : { correctedValue }),
        });
        const { deadLetter, already } = done;
        const words = already
          ? `It was replayed before, by ${deadLetter?.decidedBy} at ${instant(deadLetter?.decidedMs)}. Nothing was done.`
          : `Replayed to ${deadLetter?.topic}. If it fails again, it is a new letter.`;
        say(command, done, words);
      });
    });

  dlq
    .command('drop <id>')
    .description('gives it up; its placeholder says so. Repeatable')
    .requiredOption('--reason <words>', 'why; agents read it in the thread')
    .action(async (deadLetterId: string, { reason }: { reason: string }, command: Command) => {
      await withRunningSystem(command, async ({ admin }) => {
        const done = await admin.dropDeadLetter({ deadLetterId, reason });
        const { deadLetter, already } = done;
        const words = already
          ? `It was dropped before, by ${deadLetter?.decidedBy} at ${instant(deadLetter?.decidedMs)}: ${deadLetter?.decisionReason}`
          : 'Dropped.';
        say(command, done, words);
      });
    });
}

function readValue(path: string): string {
  try {
    // An editor ends the last line; the value has none.
    return readFileSync(path === '-' ? process.stdin.fd : path, 'utf8').replace(/\r?\n$/u, '');
  } catch (error) {
    throw new UsageError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unreadable'})`);
  }
}

function described(letter: DeadLetter): string {
  const decided =
    letter.decidedBy === '' ? '' : ` by ${letter.decidedBy} at ${instant(letter.decidedMs)} ${letter.decisionReason}`;
  return [
    `${letter.deadLetterId}: ${letter.code}, ${letter.error}`,
    `origin: ${letter.topic}/${letter.partition}/${letter.offset}, key ${letter.key}, group ${letter.group}`,
    `tried ${letter.attempts} times since ${instant(letter.firstSeenMs)}, ${letter.sizeBytes} bytes, kept until ${instant(letter.keptUntilMs)}`,
    `state: ${stateName(letter)}${decided}`,
    ...(letter.placeholderItemId === '' ? [] : [`placeholder: in the thread of ${letter.placeholderCustomerId}`]),
    ...(letter.replayOf === '' ? [] : [`replay of: ${letter.replayOf}`]),
  ].join('\n');
}

function stateName({ state }: DeadLetter): string {
  return Object.entries(STATES).find(([, wire]) => wire === state)?.[0] ?? 'unknown';
}

function instant(ms: number | undefined): string {
  return ms === undefined || ms === 0 ? 'an unknown time' : new Date(ms).toISOString();
}
