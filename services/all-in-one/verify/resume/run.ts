import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { describeMachine } from '../../bench/machine.ts';
import { sourceCommit } from '../source-commit.ts';
import { cutClients, type ResumeFigures } from './cut-clients.ts';

/** `node services/all-in-one/verify/resume/run.ts --clients 1000 --minutes 10 --kills 4 [--seed 7] [--text file]` */
const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '1000' },
    minutes: { type: 'string', default: '1' },
    kills: { type: 'string', default: '2' },
    seed: { type: 'string', default: '7' },
    text: { type: 'string' },
  },
});

const wholeNumber = (name: 'clients' | 'kills' | 'seed'): number => {
  const value = Number(values[name]);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${name}: ${values[name]} is no whole number`);
  return value;
};
const seconds = Number(values.minutes) * 60;
if (!(seconds > 0)) throw new Error(`--minutes: ${values.minutes} is no time`);

const began = Date.now();
const say = (line: string): void =>
  void process.stdout.write(`${String(Math.round((Date.now() - began) / 1000)).padStart(6)} s  ${line}\n`);
const commit = sourceCommit();
const found = await cutClients({
  clients: wholeNumber('clients'),
  kills: wholeNumber('kills'),
  seed: wholeNumber('seed'),
  seconds,
  say,
});
const ledger = render(found);
process.stdout.write(`\n${ledger}`);
if (values.text !== undefined) await writeFile(values.text, ledger);
const { gaps, doubles, lost, inventions } = found;
process.exitCode = gaps + doubles + lost + inventions === 0 ? 0 : 1;

function render(figures: ResumeFigures): string {
  const { cores, cpu, memoryGb, system, node } = describeMachine();
  const rows: readonly (readonly [string, string | number])[] = [
    ['source', commit],
    ['machine', `${cores} cores, ${cpu}, ${memoryGb} GB, ${system}, Node ${node}`],
    ['people in the app', figures.clients],
    ['cut off at random for', `${figures.seconds} s`],
    ['cuts', figures.cuts],
    ['kills of the whole process', figures.kills],
    ['resumed from a cursor', figures.resumed],
    ['shown anew instead', figures.snapshots],
    ['messages accepted', figures.accepted],
    ['messages and answers shown at the end', figures.shown],
    ['told again in the same state', figures.repeated],
    ['gaps', figures.gaps],
    ['doubles', figures.doubles],
    ['accepted and lost', figures.lost],
    ['shown and not stored', figures.inventions],
  ];
  const width = Math.max(...rows.map(([what]) => what.length));
  const lines = rows.map(([what, value]) => `${what.padEnd(width)}  ${value}`);
  const command = `node services/all-in-one/verify/resume/run.ts --clients ${figures.clients} --minutes ${figures.seconds / 60} --kills ${figures.kills} --seed ${figures.seed}`;
  return [...lines, ...figures.examples, '', command, ''].join('\n');
}
