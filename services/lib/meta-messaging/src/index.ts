export * from './create-messaging-channel.ts';
export * from './messaging-settings.ts';
export * from './platform-settings.ts';
export type * from './platform.ts';
export { MAX_UPDATES } from './inbound/read-events.ts';
export { readEvents, type MetaEvent, type ReadEvents } from './inbound/read-events.ts';
