import type { EmailSettings } from '../config.ts';
import { readDkimKeys, type DkimKey } from './dkim-keys.ts';
import { readTemplates, type MailTemplates } from './templates.ts';

/** How mails of ours look, and how they are sent. */
export interface OutboundWays {
  readonly dkimKeys: readonly DkimKey[];
  readonly templates: MailTemplates;
  /** Most mails a minute to one recipient domain. */
  readonly domainMailsPerMinute: number;
  /** Envelope sender of mails that no agent wrote: none (RFC 3834), or as of the others. */
  readonly automaticSender: 'null' | 'mailbox';
}

/** Reads the files that the settings name. Throws when one cannot be used. */
export async function openOutbound(settings: EmailSettings): Promise<OutboundWays> {
  const { dkimKeys, templateFile, domainMailsPerMinute, automaticSender } = settings;
  const [keys, templates] = await Promise.all([readDkimKeys(dkimKeys), readTemplates(templateFile)]);
  return { dkimKeys: keys, templates, domainMailsPerMinute, automaticSender };
}
