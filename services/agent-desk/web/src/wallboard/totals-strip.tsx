import { clockSpan } from './clock-span.ts';
import type { Totals } from './wallboard-state.ts';

/** All queues and agents in one line of figures. */
export function TotalsStrip({ totals, now }: { readonly totals: Totals; readonly now: number }) {
  const { waiting, longestSinceMs, inWork, missed, available, agents } = totals;
  const figures: readonly (readonly [label: string, value: string, tone: string])[] = [
    ['Waiting', String(waiting), waiting > 0 && available === 0 ? 'warn' : ''],
    ['Longest wait', longestSinceMs === 0 ? '–' : clockSpan(now - longestSinceMs), ''],
    ['In work', String(inWork), ''],
    ['Available', `${available} of ${agents}`, waiting > 0 && available === 0 ? 'warn' : ''],
    ['Targets missed', String(missed), missed > 0 ? 'bad' : ''],
  ];
  return (
    <dl className="wallboard-totals" aria-label="All together">
      {figures.map(([label, value, tone]) => (
        <div key={label} data-tone={tone}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
