import { writeFile } from 'node:fs/promises';
import { CommandLineError, faultList, HELP, readCommandLine, type VerifyCommand } from './command-line.ts';
import { openDeployment } from './deployments/open-deployment.ts';
import { isClean } from './ledger.ts';
import { renderLedger } from './render-ledger.ts';
import { verifyDelivery } from './verify-delivery.ts';

const print = (text: string): void => void process.stdout.write(text);

async function run({ engine, brokers, messages, seed, faults, minutes, jsonFile, textFile }: VerifyCommand) {
  const deployment = await openDeployment(engine, brokers);
  // Listened to once: the second time the signal ends the process, as whoever sent it expects.
  const interrupted = (signal: NodeJS.Signals): void =>
    void deployment.close().finally(() => process.kill(process.pid, signal));
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  try {
    print(
      `${engine}: ${deployment.servers}; seed ${seed}; faults: ${faults.map(({ name }) => name).join(', ') || 'none'}\n`,
    );
    const began = Date.now();
    const say = (line: string) =>
      print(`  ${String(Math.round((Date.now() - began) / 1000)).padStart(5)} s  ${line}\n`);
    const ledger = await verifyDelivery({ deployment, brokers, messages, seed, faults, minutes, say });
    const text = renderLedger(ledger);
    print(`\n${text}`);
    if (jsonFile !== undefined) await writeFile(jsonFile, `${JSON.stringify(ledger, null, 2)}\n`);
    if (textFile !== undefined) await writeFile(textFile, text);
    process.exitCode = isClean(ledger) ? 0 : 1;
  } finally {
    await deployment.close();
  }
}

try {
  const command = readCommandLine(process.argv.slice(2), () => Date.now() % 1_000_000);
  if (command.kind === 'run') await run(command);
  else print(command.kind === 'list' ? faultList() : HELP);
} catch (error) {
  process.exitCode = 2;
  process.stderr.write(`${error instanceof CommandLineError ? error.message : (error as Error).stack}\n`);
}
