import type { Injected } from './faults/run-schedule.ts';
import { PROMISES } from './findings.ts';
import { isClean, type Ledger } from './ledger.ts';

const number = (value: number): string => Math.round(value).toLocaleString('en-GB');
const seconds = (ms: number | undefined): string => (ms === undefined ? '-' : `${(ms / 1000).toFixed(1)} s`);

/** The ledger as people read it, in a terminal or as a file. */
export function renderLedger(ledger: Ledger): string {
  const { settings, machine, traffic, messages, answers, history, log, load } = ledger;
  return [
    `Onethread delivery ledger: ${verdictOf(ledger)}`,
    '',
    ...table([
      ['engine', settings.engine + (settings.engine === 'embedded' ? '' : `, ${settings.brokers} broker(s)`)],
      ['servers', ledger.servers],
      ['seed', String(settings.seed)],
      ['commit', ledger.commit],
      ['started, took', `${ledger.startedAt}, ${number(ledger.tookS)} s`],
      [
        'machine',
        `${machine.cores} cores, ${machine.cpu}, ${machine.memoryGb} GB, ${machine.system}, Node ${machine.node}; ${ledger.machineLoad.toFixed(0)} processes wanted a core`,
      ],
      ['customers', counts(traffic.customers)],
      ['agents', `${traffic.agents}; ${traffic.answers}`],
      [
        'speed',
        `${number(traffic.messagesPerSecond)} messages/s with the load, faults included; the load took ${number(ledger.memoryMb)} MB`,
      ],
    ]),
    '',
    ...table([
      ['messages accepted', number(messages.accepted), counts(traffic.accepted)],
      [
        'messages stored',
        number(messages.stored),
        `${number(history.entries)} entries in ${number(history.streams)} streams`,
      ],
      ['messages shown', number(messages.shown), 'to agents, through gRPC'],
      ['answers confirmed', number(answers.confirmed), 'to agents'],
      ['answers sent once', number(answers.sent), ''],
      ['answers unknown', number(answers.unknown), 'the provider took them or not: told as such, never sent again'],
      ['answers failed', number(answers.failed), 'told as failed'],
      ['answers undecided', number(answers.undecided), ''],
      [
        'assignments',
        number(history.assignments),
        `${counts(history.reasons)}; most load told ${load.most} of ${load.capacity}`,
      ],
      ['decisions replayed', number(history.decisions), `in ${number(history.terms)} terms of owners and new starts`],
      [
        'records',
        number(log.inbound + log.outbound),
        `${number(log.inbound)} inbound, ${number(log.outbound)} outbound`,
      ],
    ]),
    '',
    'Promises, with what broke them',
    ...table(ledger.promises.map(({ promise, violations }) => [`  ${number(violations)}`, PROMISES[promise]])),
    ...ledger.promises.flatMap(({ promise, examples }) => examples.map((example) => `  ${promise}: ${example}`)),
    ...(load.toleranceMs === 0
      ? []
      : [
          `  Clocks were moved: an excess of load shorter than ${load.toleranceMs / 1000} s could not be told from them.`,
        ]),
    '',
    ...renderFaults(ledger.faults),
    ...notDone(ledger),
    ...(ledger.startedAgain.length === 0
      ? []
      : [`Ended by themselves and started again: ${ledger.startedAgain.join(', ')}`]),
    ...(ledger.broken === undefined ? [] : ['', `The run broke off: ${ledger.broken}`]),
    '',
    `npm run verify:delivery -- --engine ${settings.engine} --messages ${settings.messages} --seed ${settings.seed} --faults ${settings.faults.join(',') || 'none'}${settings.minutes === undefined ? '' : ` --minutes ${settings.minutes}`}${settings.brokers === 1 ? '' : ` --brokers ${settings.brokers}`}`,
    '',
  ].join('\n');
}

function verdictOf(ledger: Ledger): string {
  if (ledger.broken !== undefined) return 'THE RUN BROKE OFF, it proves nothing';
  return isClean(ledger) ? 'all zeros' : 'FAULTS FOUND';
}

/** Each fault, how often, and its worst recovery. */
function renderFaults(faults: readonly Injected[]): string[] {
  if (faults.length === 0) return ['No faults were asked for.'];
  const names = [...new Set(faults.map(({ fault }) => fault))].toSorted();
  const rows = names.map((name) => {
    const all = faults.filter(({ fault }) => fault === name);
    const worst = (what: keyof Injected['recovery']): string => {
      const times = all.map(({ recovery }) => recovery[what]);
      return times.includes(undefined) ? '-' : seconds(Math.max(...(times as number[])));
    };
    return [
      `  ${name}`,
      `${all.length}×`,
      worst('acceptedMs'),
      worst('shownMs'),
      worst('everyoneMs'),
      worst('caughtUpMs'),
    ];
  });
  return [
    'Faults, and how long until (the worst of each; - : the run ended before)',
    ...table([['  fault', '', 'accepted', 'shown', 'everyone', 'caught up'], ...rows]),
    '  accepted: the first message sent since; shown: the first on an agent’s stream; everyone: each customer who was',
    '  writing; caught up: no consumer has anything older than a second.',
  ];
}

/** Faults that were asked for and did not have their turn. */
function notDone({ settings, faults }: Ledger): string[] {
  const missing = settings.faults.filter((name) => !faults.some(({ fault }) => fault === name));
  return missing.length === 0 ? [] : [`Not done, since the run ended before: ${missing.join(', ')}`];
}

const counts = (by: Readonly<Record<string, number>>): string =>
  Object.entries(by)
    .map(([name, count]) => `${name} ${number(count)}`)
    .join(', ');

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
