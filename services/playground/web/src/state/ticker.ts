import type { Happening } from '../../../wire/model.ts';

/** Lines kept, newest first. */
export const MAX_TICKER_LINES = 60;
/** Equal lines that follow each other this quickly are counted as one. */
const SAME_WITHIN_MS = 4_000;

export interface TickerLine {
  readonly id: number;
  /** Epoch ms. */
  readonly at: number;
  readonly tone: 'good' | 'wait' | 'bad';
  readonly text: string;
  /** How often in a row. */
  readonly times: number;
}

/** Puts a happening at the provider of this name on top, or counts it with the line above. */
export function addHappening(
  ticker: readonly TickerLine[],
  happening: Happening,
  name: string,
  now: number,
): readonly TickerLine[] {
  const told = tell(happening, name);
  const [newest] = ticker;
  if (newest !== undefined && newest.text === told.text && now - newest.at <= SAME_WITHIN_MS) {
    return [{ ...newest, at: now, times: newest.times + 1 }, ...ticker.slice(1)];
  }
  const line = { id: (newest?.id ?? 0) + 1, at: now, times: 1, ...told };
  return [line, ...ticker].slice(0, MAX_TICKER_LINES);
}

function tell(happening: Happening, name: string): Pick<TickerLine, 'tone' | 'text'> {
  const { outcome } = happening;
  if (happening.kind === 'call') {
    const what = `Onethread → ${name}: ${happening.what}`;
    if (outcome === 'dropped') return { tone: 'bad', text: `${what}, the answer was lost` };
    return isGood(outcome)
      ? { tone: 'good', text: `${what}, ${outcome}` }
      : { tone: 'bad', text: `${what} refused, ${outcome}` };
  }
  const again = happening.attempt > 1 ? ` at try ${happening.attempt}` : '';
  const what = `${name} → Onethread`;
  if (isGood(outcome)) return { tone: 'good', text: `${what}: accepted${again}, ${outcome}` };
  const why =
    outcome === 'no-connection' ? 'no connection' : outcome === 'no-answer' ? 'no answer' : `refused, ${outcome}`;
  return happening.willRetry
    ? { tone: 'wait', text: `${what}: ${why}; tries again` }
    : { tone: 'bad', text: `${what}: ${why}; given up` };
}

function isGood(outcome: number | string): boolean {
  return typeof outcome === 'number' && outcome >= 200 && outcome < 400;
}
