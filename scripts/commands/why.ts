import type { Command } from 'commander';
import type { ExplainedDecision, Explanation, WhyNot, WhyWaiting } from '@onethread/rpc';
import { say } from './output.ts';
import { withRunningSystem } from './running-system.ts';

export function addWhyCommand(program: Command): void {
  program
    .command('why <conversationId>')
    .description('why a conversation is where it is: its rule and queue, who got it and why, why it still waits')
    .option('--agent <id>', 'also why this agent does not have it')
    .action(async (conversationId: string, { agent = '' }: { agent?: string }, command: Command) => {
      await withRunningSystem(command, async ({ assignment }) => {
        const explanation = await assignment.explainConversation({ conversationId, agentId: agent });
        say(command, explanation, renderExplanation(explanation, Date.now()));
      });
    });
}

/** For a terminal. `now` in epoch ms. */
export function renderExplanation(explanation: Explanation, now: number): string {
  const { conversationId, queueId, queueName, ruleId, ruleName, settingsVersion } = explanation;
  const { summary, waiting, whyNot, decisions } = explanation;
  const rule = ruleId === '' ? 'no rule named it' : `by the rule "${ruleName}" (${ruleId})`;
  const blocks = [
    `${conversationId}\n${summary}`,
    `Queue ${queueName} (${queueId}), ${rule}, settings ${settingsVersion}`,
    ...(waiting === null ? [] : [renderWaiting(waiting, now)]),
    ...(whyNot === null ? [] : [renderWhyNot(whyNot)]),
    decisions.length === 0
      ? 'No decision yet.'
      : ['Decisions, newest first', ...decisions.map(renderDecision)].join('\n'),
  ];
  return blocks.join('\n\n');
}

function renderWaiting({ sinceMs, ahead, reasons, wouldHelp, dueMs }: WhyWaiting, now: number): string {
  const place = ahead < 0 ? 'too many wait to tell how many before it' : `${ahead} before it`;
  const due = dueMs === 0 ? '' : `, due ${timeOf(dueMs)}`;
  return [
    `Waiting for ${secondsOf(now - sinceMs)}, ${place}${due}`,
    ...reasons.map(({ words }) => `  ${words}`),
    'It would help if',
    ...wouldHelp.map((words) => `  ${words}`),
  ].join('\n');
}

function renderWhyNot({ agentName, words }: WhyNot): string {
  if (words.length === 0) return `${agentName} could take it now.`;
  return [`Why not ${agentName}`, ...words.map((one) => `  ${one}`)].join('\n');
}

function renderDecision({ atMs, words, waitedMs, step, outcome, candidates, dropped }: ExplainedDecision): string {
  const facts = [words, `waited ${secondsOf(waitedMs)}`, step === '' || step === 'own' ? '' : step, outcome];
  const could = candidates.map(({ agentName, load, capacity }) => `${agentName} ${load}/${capacity}`);
  return [
    `  ${timeOf(atMs)}  ${facts.filter((fact) => fact !== '').join(', ')}`,
    ...(could.length < 2 ? [] : [`    could take it: ${could.join(', ')}`]),
    ...(dropped.length === 0 ? [] : [`    could not: ${dropped.map((reason) => reason.words).join(', ')}`]),
  ].join('\n');
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString();
}

function secondsOf(ms: number): string {
  return `${Math.max(0, Math.round(ms / 1000))} s`;
}
