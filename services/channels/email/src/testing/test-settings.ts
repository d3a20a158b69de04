import { readSettings } from '@onethread/runtime';
import { emailSettings, type EmailSettings } from '../index.ts';

/** As an operator who names nothing gets them, on free ports and without asking the world who wrote. */
export function testSettings(over: Partial<EmailSettings> = {}): EmailSettings {
  return { ...readSettings(emailSettings, {}), smtpPort: 0, authentication: 'off', ...over };
}
