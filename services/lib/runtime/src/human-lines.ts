import type { DestinationStream } from 'pino';

const SHOWN_APART = new Set(['level', 'time', 'service', 'msg', 'err']);

/** Turns pino's JSON lines into `12:00:00 warn  email  message  key=value`, for a person who watches a terminal. */
export function humanLines(sink: DestinationStream): DestinationStream {
  return {
    write(line: string): void {
      sink.write(asHumanLine(line));
    },
  };
}

function asHumanLine(line: string): string {
  let record: Record<string, unknown>;
  try {
    record = JSON.parse(line) as Record<string, unknown>;
  } catch {
    return line;
  }
  const details = Object.entries(record)
    .filter(([key]) => !SHOWN_APART.has(key))
    .map(([key, value]) => `${key}=${asText(value)}`);
  const time = asText(record['time']).slice(11, 19);
  const head = `${time} ${asText(record['level']).padEnd(5)} ${asText(record['service'])}`;
  const stack = (record['err'] as { stack?: string } | undefined)?.stack;
  return `${[head, asText(record['msg'] ?? ''), ...details].join('  ')}\n${stack === undefined ? '' : `${stack}\n`}`;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
