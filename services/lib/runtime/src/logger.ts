import { pino, type DestinationStream, type Logger } from 'pino';
import { humanLines } from './human-lines.ts';

export type { Logger } from 'pino';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What may name a person, quote them or open a door. Redacted at the top of a log object and one level below. */
const REDACTED_FIELDS = [
  'text',
  'html',
  'parts',
  'subject',
  'address',
  'externalId',
  'email',
  'phone',
  'profile',
  'authorization',
  'cookie',
  'token',
  'secret',
  'password',
  'apiKey',
];

export interface LoggerOptions {
  /** Default 'info'. */
  readonly level?: LogLevel;
  /** The process or service that speaks. */
  readonly service: string;
  /** Lines for people instead of JSON; default false. */
  readonly human?: boolean;
  /** Default: standard output. */
  readonly destination?: DestinationStream;
}

/** The one kind of logger: JSON lines (or lines for people), with personal fields and secrets redacted by name. */
export function createLogger(options: LoggerOptions): Logger {
  const sink = options.destination ?? process.stdout;
  return pino(
    {
      level: options.level ?? 'info',
      base: { service: options.service },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: REDACTED_FIELDS.flatMap((field) => [field, `*.${field}`]), censor: '[redacted]' },
    },
    options.human === true ? humanLines(sink) : sink,
  );
}
