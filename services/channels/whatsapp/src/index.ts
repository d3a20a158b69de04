export * from './config.ts';
export * from './definition.ts';
export { WEBHOOK_PATH } from './whatsapp-channel.ts';
