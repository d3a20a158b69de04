export * from './channel.ts';
export type * from './channel-host.ts';
export * from './errors.ts';
