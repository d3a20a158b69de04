import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { declaredAgentToProto, settingsToProto } from '@onethread/rpc';
import { whatIf, type WhatIf } from '@onethread/routing';
import type { SettingsFile } from '@onethread/contracts';
import { PlainError, UsageError } from '../output.ts';
import { withRunningSystem, type RunningSystem } from '../running-system.ts';
import { problemLines } from '../settings-words.ts';
import { RecordingSource } from './recording-source.ts';
import { renderHtml } from './render-html.ts';
import { renderText } from './render-text.ts';
import type { Span } from './span.ts';
import { whoIsWho, type Names } from './who-is-who.ts';

export interface Question extends Span {
  readonly pool: string;
  readonly seed: number;
  readonly asked: SettingsFile;
  /** Where the report with plots goes, if there is to be one. */
  readonly html: string | undefined;
}

/** Asks the running system for what was recorded and answers from it, here. Throws what an operator can mend, and `RpcError`. */
export async function answerWhatIf(
  command: Command,
  { html, ...question }: Question,
): Promise<{ readonly result: WhatIf; readonly text: string }> {
  return await withRunningSystem(command, async (system) => {
    await refuseBroken(system, question.asked);
    const { idOf, names } = await whoIsWho(system, question.asked);
    const source = new RecordingSource(system);
    try {
      const result = await whatIf(source.inputs(question), {
        ...question,
        settingsOf: (version) => source.settingsOf(version),
        idOf,
        onProgress: (phase, done) => showProgress(`${phase}: ${done}`),
      });
      if (html !== undefined) writeReport(html, result, names);
      const where = html === undefined ? '' : `\n\nWith plots: ${html}`;
      return { result, text: `${renderText(result, names)}${where}` };
    } finally {
      showProgress('');
    }
  });
}

/** Settings that would be refused cannot be asked about. */
async function refuseBroken({ settings }: RunningSystem, { agents = [], ...asked }: SettingsFile): Promise<void> {
  const { problems } = await settings.checkSettings({
    settings: settingsToProto(asked),
    agents: agents.map((agent) => declaredAgentToProto(agent)),
  });
  const errors = problems.filter(({ severity }) => severity === 'ERROR');
  if (errors.length > 0) throw new PlainError(`These settings would be refused:\n${problemLines(errors).join('\n')}`);
  if (problems.length > 0) console.error(`${problemLines(problems).join('\n')}\n`);
}

function writeReport(path: string, result: WhatIf, names: Names): void {
  try {
    writeFileSync(path, renderHtml(result, names), { mode: 0o600 });
  } catch (error) {
    throw new UsageError(`${path} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unwritable'})`);
  }
}

/** One line that is written over, on a terminal alone. */
function showProgress(words: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${words}`);
}
