export * from './config.ts';
export * from './definition.ts';
export { WEBHOOK_PATH } from './telegram-channel.ts';
