import type { Result } from '../../../wire/frames.ts';
import type { Target } from './transfer-targets.ts';

const WHAT_TO_DO: Readonly<Record<string, string>> = {
  'at-capacity': 'There is no room. Choose somebody else, or a queue.',
  forbidden: 'It is not yours to give any more. Close this and look at the conversation again.',
  conflict: 'Somebody changed it meanwhile. Look at the conversation and try again.',
  'not-found': 'This conversation, agent or queue does not exist any more.',
  unavailable: 'It did not arrive. Try again in a moment.',
};

/** Why it was not done, and what to do: routing's own words where it gave some. */
export function refusalWords({ code, message }: Pick<Result, 'code' | 'message'>, target: Target): string {
  if (message !== '') return message;
  if (code === 'at-capacity' && target.kind === 'agent')
    return `${target.agent.name} has no room. Choose somebody else, or a queue.`;
  return WHAT_TO_DO[code] ?? 'That did not work. Try again.';
}
