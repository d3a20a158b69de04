import type { HeaderLookup } from './automatic-mail.ts';
import { hasAutoAnswerSubject, hasReportSubject } from './bounce-sentences.ts';

/** Local parts under which only mail servers write. */
const SERVER_ADDRESS =
  /^(mailer[-_.]?daemon|post_?master|mail-?daemon|mdaemon|maildaemon|mailer|bounces?|double-bounce|mail[-_.]?delivery[^@]*|delivery[-_.]?(status|failure|notification)[^@]*|dsn|ndr|mmdf|uucp|maiser|gwia|smtp-?daemon|returned-?mail|mail[-_.]?(system|admin|administrator)|microsoftexchange[0-9a-f]{32}|postoffice|mailgateway|non-?delivery[^@]*)([+.@=_-]|$)/i;
/** Those of them that no newsletter has. */
const DAEMON_ADDRESS =
  /^(mailer[-_.]?daemon|post_?master|mail-?daemon|mdaemon|maildaemon|smtp-?daemon|mail[-_.]?delivery[^@]*)([+.@=_-]|$)/i;
/** Names that only they give themselves. */
const SERVER_NAME =
  /mailer[- ]?daemon|mail delivery|delivery (sub)?system|internet mail delivery|system administrator|systemadministrator|administrateur système|administrador del sistema|amministratore di sistema|systeembeheerder|системный администратор|mail administrator|post ?master|microsoft (outlook|exchange)|email delivery|maildelivery|barracuda spam|mail (server|system|gateway|router)|bounce|退信|메일 ?전송/i;

export interface MailSource {
  readonly header: HeaderLookup;
  /** Envelope sender; '' is the null sender. */
  readonly sender: string;
  readonly from: string;
  readonly fromName: string;
  readonly subject: string;
}

/**
 * Whether a mail server wrote, so that its words may report a failure. The null sender alone is no proof: answers of people
 * who are away use it too, and they are told by what they say of themselves.
 */
export function isFromMailServer({ header, sender, from, fromName, subject }: MailSource): boolean {
  // Also by way of a list: its owners get the bounces of its members.
  if (DAEMON_ADDRESS.test(from)) return true;
  if (header('list-id') !== '') return false;
  if (SERVER_ADDRESS.test(from) || SERVER_ADDRESS.test(sender)) return true;
  const isNamed = SERVER_NAME.test(fromName);
  if (hasNullSender({ header, sender })) return isNamed || from === '' || hasReportSubject(subject);
  return hasReportSubject(subject) && (isNamed || isProgram(header, from));
}

/** Only servers and answering machines write so. */
export function hasNullSender({ header, sender }: Pick<MailSource, 'header' | 'sender'>): boolean {
  return sender === '' || header('return-path').trim() === '<>';
}

/** An answer of somebody who is away. */
export function isAutoAnswer({ header, subject }: Pick<MailSource, 'header' | 'subject'>): boolean {
  if (hasAutoAnswerSubject(subject)) return true;
  return ['x-autoreply', 'x-autorespond', 'x-vacation', 'x-ms-exchange-inbox-rules-loop'].some((name) => {
    const value = header(name).trim();
    return value !== '' && value !== 'no' && value !== 'none';
  });
}

/** What no person's mail says of itself. */
function isProgram(header: HeaderLookup, from: string): boolean {
  return header('auto-submitted').trim().startsWith('auto-') || /^(no-?reply|do-?not-?reply|noreply\S*)@/i.test(from);
}
