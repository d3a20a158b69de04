import { keepsTarget, type Figure, type Target } from './row.ts';
import type { MeasuredRow } from './measured-rows.ts';

/** Three digits that count; nobody should read more into a bench. */
export function formatValue(value: number, unit: string): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  const number = value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return unit === '' ? number : `${number} ${unit}`;
}

export function formatTarget(target: Target | undefined, unit: string): string {
  if (target === undefined) return '';
  const [sign, bound] = 'atMost' in target ? ['≤', target.atMost] : ['≥', target.atLeast];
  return `${sign} ${bound.toLocaleString('en-US')} ${unit}`.trim();
}

export function formatVerdict(figure: Figure): string {
  const keeps = keepsTarget(figure);
  if (keeps !== undefined) return keeps ? 'kept' : 'MISSED';
  return figure.yardstick === true ? 'yardstick' : '';
}

/** A row for the terminal: figure, value, target, verdict, one a line. */
export function renderRow({ row, result, fsyncMs, loadBefore }: MeasuredRow, tookS: number): string {
  if (result.skipped !== undefined) return `${row.title}\n  SKIPPED: ${result.skipped}\n`;
  const lines = result.figures.map((figure) => [
    figure.what,
    formatValue(figure.value, figure.unit),
    formatTarget(figure.target, figure.unit),
    formatVerdict(figure),
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(0, ...lines.map((cells) => cells[column]?.length ?? 0)));
  return [
    `${row.title}  [${Math.round(tookS)} s; fsync ${fsyncMs.toFixed(2)} ms; load before ${loadBefore.toFixed(1)}]`,
    ...lines.map(([what = '', value = '', target = '', verdict = '']) =>
      `  ${what.padEnd(widths[0] ?? 0)}  ${value.padStart(widths[1] ?? 0)}  ${target.padEnd(widths[2] ?? 0)}  ${verdict}`.trimEnd(),
    ),
    `  ${result.conditions}`,
    '',
  ].join('\n');
}
