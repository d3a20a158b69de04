export * from './event-log.ts';
export * from './errors.ts';
export * from './logger.ts';
export { DEAD_LETTER_HEADERS, deadLetterOrigin } from './delivery/dead-letter.ts';
export { openSqliteEventLog } from './sqlite/sqlite-event-log.ts';
export type { BackOff } from './delivery/back-off.ts';
export type { DeadLetterOrigin } from './delivery/dead-letter.ts';
export type { SqliteEventLog, SqliteEventLogOptions } from './sqlite/sqlite-event-log.ts';
