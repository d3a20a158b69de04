export { inAppSettings } from './config.ts';
export { inAppChannel } from './definition.ts';
