import type { createRpcServer } from '@onethread/rpc';
import { answer, asAdmin } from './scripted-answer.ts';
import type { ScriptedRouting } from './scripted-routing.ts';

type AdminHandlers = NonNullable<Parameters<typeof createRpcServer>[1]['admin']>;

/** Dead letters and parked keys of a test's routing, for administrators alone. */
export function operationsHandlers(
  routing: ScriptedRouting,
): Pick<
  AdminHandlers,
  | 'ListDeadLetters'
  | 'GetDeadLetter'
  | 'ReplayDeadLetter'
  | 'DropDeadLetter'
  | 'ListParked'
  | 'RetryParked'
  | 'DropParked'
> {
  const { operations } = routing;
  return {
    ListDeadLetters: (call, callback) =>
      answer(callback, async () => {
        await asAdmin(routing, call.metadata);
        const { state, topic } = call.request;
        const all = [...operations.letters.values()];
        const deadLetters = all.filter(
          (one) =>
            (state === 'DEAD_LETTER_STATE_UNSPECIFIED' || one.state === state) && (topic === '' || one.topic === topic),
        );
        const open = all.filter((one) => one.state === 'DEAD_LETTER_STATE_OPEN').length;
        return { deadLetters, nextPageToken: '', open };
      }),
    GetDeadLetter: (call, callback) =>
      answer(callback, async () => {
        await asAdmin(routing, call.metadata);
        const { value, ...deadLetter } = operations.letter(call.request.deadLetterId);
        return { deadLetter, headers: { 'dlq-code': 'schema' }, value };
      }),
    ReplayDeadLetter: (call, callback) =>
      answer(callback, async () => {
        await asAdmin(routing, call.metadata);
        const { deadLetterId, correctedValue } = call.request;
        const corrected = correctedValue !== undefined;
        const already = operations.decide(deadLetterId, { state: 'DEAD_LETTER_STATE_REPLAYED', corrected });
        if (!already) operations.replayed.push({ deadLetterId, correctedValue });
        return { deadLetter: operations.letter(deadLetterId), already };
      }),
    DropDeadLetter: (call, callback) =>
      answer(callback, async () => {
        await asAdmin(routing, call.metadata);
        const { deadLetterId, reason } = call.request;
        const already = operations.decide(deadLetterId, {
          state: 'DEAD_LETTER_STATE_DROPPED',
          decisionReason: reason,
        });
        return { deadLetter: operations.letter(deadLetterId), already };
      }),
    ListParked: (call, callback) =>
      answer(callback, async () => {
        await asAdmin(routing, call.metadata);
        const { channel } = call.request;
        const all = [...operations.parked.values()];
        const parked = all.filter((one) => channel === '' || one.channel === channel);
        const counts: Record<string, number> = {};
        for (const one of all) counts[one.channel ?? ''] = (counts[one.channel ?? ''] ?? 0) + 1;
        return { parked, nextPageToken: '', counts };
      }),
    RetryParked: (call, callback) =>
      answer(callback, async () => {
        await asAdmin(routing, call.metadata);
        const { identityIds, channel } = call.request;
        const asked = [...operations.parked.values()].filter(
          (one) => one.channel === channel || identityIds.includes(one.identityId ?? ''),
        );
        operations.retried.push(...asked.map((one) => one.identityId ?? ''));
        return { asked: asked.length };
      }),
    DropParked: (call, callback) =>
      answer(callback, async () => {
        await asAdmin(routing, call.metadata);
        const { identityIds, reason } = call.request;
        const known = identityIds.filter((id) => operations.parked.delete(id));
        operations.dropped.push(...known.map((identityId) => ({ identityId, reason })));
        return { asked: known.length };
      }),
  };
}
