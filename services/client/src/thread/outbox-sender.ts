import type { TabLock } from '../storage/tab-lock.ts';
import type { Outbox, Outgoing } from './outbox.ts';

/** What became of one attempt. `later`: no word came; the same cid is sent again on the next connection. */
export type Attempt =
  | { readonly outcome: 'accepted' | 'later' }
  | { readonly outcome: 'slower' }
  | { readonly outcome: 'refused'; readonly message: string };

/** The server asked for a pause. */
const SLOWER_MS = 2_000;

export interface OutboxSenderParts {
  readonly outbox: Outbox;
  readonly lock: TabLock;
  readonly canSend: () => boolean;
  readonly attempt: (message: Outgoing) => Promise<Attempt>;
  readonly changed: () => void;
}

/**
 * Empties the outbox one message after another, each only after the server's word on the one before: nothing overtakes.
 * The lock is held only while a live connection drains it, so two tabs send once, and a sleeping tab blocks nobody.
 */
export function createOutboxSender({ outbox, lock, canSend, attempt, changed }: OutboxSenderParts) {
  let draining = false;
  let again = false;
  let stopped = false;
  let pause: ReturnType<typeof setTimeout> | undefined;

  async function drain(): Promise<void> {
    for (let message = outbox.nextWaiting(); message !== undefined; message = outbox.nextWaiting()) {
      if (stopped || pause !== undefined || !canSend()) return;
      const { cid } = message;
      const result = await attempt(message);
      if (stopped) return;
      if (result.outcome === 'accepted') outbox.accepted(cid);
      else if (result.outcome === 'refused') outbox.refused(cid, result.message);
      else if (result.outcome === 'slower') {
        pause = setTimeout(() => {
          pause = undefined;
          kick();
        }, SLOWER_MS);
      } else return;
      changed();
    }
  }

  /** Something to send may be there, or sending may be possible again. */
  function kick(): void {
    if (stopped) return;
    if (draining) {
      again = true;
      return;
    }
    if (!canSend() || outbox.nextWaiting() === undefined) return;
    draining = true;
    again = false;
    void lock('send', drain).finally(() => {
      draining = false;
      if (again) kick();
    });
  }

  return {
    kick,
    stop(): void {
      stopped = true;
      clearTimeout(pause);
    },
  };
}
export type OutboxSender = ReturnType<typeof createOutboxSender>;
