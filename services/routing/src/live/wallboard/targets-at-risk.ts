import type { BoardClock, BoardConversation, TargetRow } from './board-terms.ts';

/** Targets that are shown: whoever has more than these has enough to do with the first. */
export const MAX_AT_RISK = 100;

export interface TargetsAtRisk {
  /** Soonest due first, at most `MAX_AT_RISK`. */
  readonly rows: readonly TargetRow[];
  /** When another one comes to be at risk by time alone, epoch ms. */
  readonly nextAt: number | undefined;
}

/** Clocks that run and are past their warning, or missed; rows only of the conversations that are asked for. */
export function targetsAtRisk(
  conversations: Iterable<BoardConversation>,
  now: number,
  isSeen: (conversation: BoardConversation) => boolean,
): TargetsAtRisk {
  const rows: TargetRow[] = [];
  let nextAt: number | undefined;
  for (const conversation of conversations) {
    for (const clock of conversation.clocks) {
      if (clock.dueAt === undefined) continue;
      if (isAtRisk(clock, now)) {
        if (isSeen(conversation)) place(rows, { conversation, clock });
      } else nextAt = Math.min(nextAt ?? Infinity, clock.warnAt ?? clock.dueAt);
    }
  }
  return { rows, nextAt };
}

function isAtRisk({ missed, dueAt, warnAt = dueAt }: BoardClock, now: number): boolean {
  return missed || (warnAt !== undefined && warnAt <= now);
}

/** Keeps the list sorted and short: of 50,000 that are late nobody sorts all. */
function place(rows: TargetRow[], row: TargetRow): void {
  const last = rows.at(-1);
  if (rows.length >= MAX_AT_RISK && last !== undefined && !isBefore(row, last)) return;
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(rows[middle] as TargetRow, row)) low = middle + 1;
    else high = middle;
  }
  rows.splice(low, 0, row);
  if (rows.length > MAX_AT_RISK) rows.pop();
}

function isBefore(one: TargetRow, other: TargetRow): boolean {
  const byDue = (one.clock.dueAt ?? 0) - (other.clock.dueAt ?? 0);
  if (byDue !== 0) return byDue < 0;
  return keyOf(one) < keyOf(other);
}

function keyOf({ conversation, clock }: TargetRow): string {
  return `${conversation.conversationId} ${clock.target}`;
}
