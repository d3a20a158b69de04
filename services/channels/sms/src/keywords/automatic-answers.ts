import { InvalidInboundError, type ChannelHost } from '@onethread/channel-kit';
import type { EntryId, IdentityRef, OutboundMessage } from '@onethread/contracts';
import { DueJobs, type Job } from '../background/due-jobs.ts';
import type { SmsProvider } from '../provider.ts';

/** One answer's provider calls together. */
const SEND_TIMEOUT_MS = 30_000;

interface Answer {
  readonly identity: IdentityRef;
  readonly text: string;
  readonly at: number;
}
type AnswerJob = Job<Answer>;

/**
 * What the settings answer to HELP (and to STOP and START, where the provider does not): sent once per message that asked,
 * also to somebody who opted out, as the rules of carriers want it, and then shown in the thread.
 */
export class AutomaticAnswers {
  readonly #jobs: DueJobs<Answer>;
  readonly #host: ChannelHost;

  static async open(
    host: ChannelHost,
    providerOf: (account: string) => SmsProvider | undefined,
  ): Promise<AutomaticAnswers> {
    const collection = await host.documents.collection<AnswerJob>({
      name: 'automatic_answers',
      indexes: { byDueAt: { fields: ['dueAt'] } },
      expiresAtField: 'expiresAt',
    });
    const jobs = new DueJobs<Answer>({
      collection,
      // A worker that died may have sent it: a second answer is worse than none.
      repeatable: false,
      now: host.now,
      logger: host.logger,
      run: (answer, cause, signal) => sendAnswer(host, providerOf(answer.identity.account), answer, cause, signal),
    });
    return new AutomaticAnswers(jobs, host);
  }

  private constructor(jobs: DueJobs<Answer>, host: ChannelHost) {
    this.#jobs = jobs;
    this.#host = host;
  }

  start(): void {
    this.#jobs.start();
  }

  stop(): Promise<void> {
    return this.#jobs.stop();
  }

  /** Durable when it resolves; one answer per cause. */
  add(identity: IdentityRef, cause: EntryId, text: string): Promise<void> {
    return this.#jobs.add(cause, { identity, text, at: this.#host.now() });
  }
}

async function sendAnswer(
  host: ChannelHost,
  provider: SmsProvider | undefined,
  { identity, text, at }: Answer,
  cause: string,
  stopping: AbortSignal,
): Promise<'done' | 'again'> {
  if (provider === undefined) return 'done';
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(SEND_TIMEOUT_MS)]);
  const message: OutboundMessage = {
    version: 1,
    type: 'reply',
    occurredAt: at,
    // No reply of routing: reports on it find nothing there, and are dropped.
    entryId: cause,
    conversationId: '',
    identity,
    parts: [{ kind: 'text', text }],
    automatic: true,
    attempt: 1,
  };
  for (const [index, step] of provider.plan(message).entries()) {
    const result = await provider.send(step, { message, sendId: `${cause}.1.${index}`, signal });
    if (result.outcome === 'sent') continue;
    host.refused('automatic-answer', { outcome: result.outcome });
    // In the middle of several segments a repeat would send the first again.
    const surelyNotSent = ['temporary', 'throttled', 'unauthorised'].includes(result.outcome);
    return index === 0 && surelyNotSent ? 'again' : 'done';
  }
  await show(host, identity, cause, text);
  return 'done';
}

/** Best effort: the answer is out, and is never sent again. */
async function show(host: ChannelHost, identity: IdentityRef, cause: string, text: string): Promise<void> {
  try {
    const parts = [{ kind: 'text' as const, text }];
    const message = { type: 'message', author: 'agent', automatic: true, profile: {}, identity, parts } as const;
    await host.receive([{ ...message, providerMessageId: `answer:${cause}` }]);
  } catch (error) {
    const reason = error instanceof InvalidInboundError ? 'invalid' : 'unavailable';
    host.refused('automatic-answer-not-shown', { reason });
  }
}
