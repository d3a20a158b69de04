export * from './commands.ts';
export * from './derive-ids.ts';
export * from './entries.ts';
export * from './envelopes.ts';
export * from './ids.ts';
export * from './parts.ts';
export * from './topics.ts';
