export { emailSettings, type EmailSettings } from './config.ts';
export { emailChannel, EmailChannel } from './definition.ts';
