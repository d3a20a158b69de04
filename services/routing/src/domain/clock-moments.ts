import type { Entry } from '@onethread/contracts';
import { isQuiet } from './open-conversations.ts';

/** What happened to a conversation that its clocks go by. */
export interface Moment {
  /** µs, as of the entry. */
  readonly at: number;
  /** `asked`: a customer wrote. `answered`: a person of ours did. `state`: resolved, reopened, snoozed or woken. `queued`: it went to another queue. */
  readonly kind: 'asked' | 'answered' | 'state' | 'queued';
}

/**
 * The moment that an entry is. Nothing that a machine wrote is one: no automatic answer of ours or of the customer's side, no
 * copy sent on to another channel, no code. A held reply is one when an agent sends it after all; an answer given in the
 * provider's own inbox is one like any other.
 */
export function momentOf({ at, body }: Entry): Moment | undefined {
  switch (body.kind) {
    case 'message':
      if (!isQuiet(body)) return { at, kind: 'asked' };
      return body.author === 'agent-outside' && !body.automatic ? { at, kind: 'answered' } : undefined;
    case 'reply':
      return body.held || body.automatic === true || body.copyOf !== undefined ? undefined : { at, kind: 'answered' };
    case 'reply-decided':
      return body.decision === 'send' ? { at, kind: 'answered' } : undefined;
    case 'resolved':
    case 'reopened':
    case 'snoozed':
    case 'woken':
      return { at, kind: 'state' };
    case 'queued':
      return { at, kind: 'queued' };
    case 'relayed':
    case 'status':
    case 'watermark':
    case 'note':
    case 'edit':
    case 'unsend':
    case 'reaction':
    case 'assigned':
    case 'released':
    case 'target-warning':
    case 'target-missed':
    case 'agent-read':
    case 'placeholder':
    case 'placeholder-closed':
    case 'standing':
    case 'moved':
    case 'joined':
    case 'erased':
      return undefined;
  }
}
