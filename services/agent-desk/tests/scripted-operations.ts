import { RpcError } from '@onethread/rpc';
import type { DeadLetterInput, ParkedKeyInput } from '@onethread/rpc';

const HOUR = 3600_000;

/** What a test's routing holds of dead letters and parked keys, and what operators asked of it. */
export class ScriptedOperations {
  readonly letters = new Map<string, DeadLetterInput & { readonly value: string }>();
  readonly parked = new Map<string, ParkedKeyInput>();
  readonly replayed: { readonly deadLetterId: string; readonly correctedValue: string | undefined }[] = [];
  readonly retried: string[] = [];
  readonly dropped: { readonly identityId: string; readonly reason: string }[] = [];

  addLetter(deadLetterId: string, change: DeadLetterInput & { readonly value?: string } = {}): void {
    const now = Date.now();
    this.letters.set(deadLetterId, {
      deadLetterId,
      topic: 'inbound.messages.v1',
      partition: 3,
      offset: 42,
      group: 'router',
      code: 'schema',
      error: 'The record does not have the shape of its topic: parts.0.text.',
      attempts: 1,
      firstSeenMs: now - HOUR,
      deadLetteredMs: now - HOUR,
      state: 'DEAD_LETTER_STATE_OPEN',
      keptUntilMs: now + 29 * 24 * HOUR,
      value: '{"version":1,"parts":[{"kind":"text"}]}',
      ...change,
    });
  }

  letter(deadLetterId: string): DeadLetterInput & { readonly value: string } {
    const letter = this.letters.get(deadLetterId);
    if (letter === undefined) throw new RpcError('not-found', 'There is no such dead letter.');
    return letter;
  }

  decide(deadLetterId: string, decision: DeadLetterInput): boolean {
    const letter = this.letter(deadLetterId);
    const already = letter.state === decision.state;
    if (!already) this.letters.set(deadLetterId, { ...letter, ...decision, decidedBy: 'admin', decidedMs: Date.now() });
    return already;
  }

  addParked(identityId: string, change: ParkedKeyInput = {}): void {
    const now = Date.now();
    this.parked.set(identityId, {
      identityId,
      channel: 'pigeon',
      account: 'loft-1',
      customerId: `c_${identityId}`,
      sinceMs: now - HOUR,
      dueMs: now + 60_000,
      replies: 2,
      code: 'throttled',
      reason: 'The provider asks to come back later.',
      reportedMs: now,
      givesUpMs: now + 23 * HOUR,
      ...change,
    });
  }
}
