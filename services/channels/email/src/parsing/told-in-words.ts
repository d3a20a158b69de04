import { enhancedStatusIn } from './delivery-report.ts';
import { statusOfWords } from './failure-kinds.ts';

/**
 * Reports of mail servers that do not write RFC 3464: qmail, Exim, old sendmail, Exchange and Domino, Gmail, Yahoo, Mail.ru and
 * those who translate. They are known by their sentences; a person's mail, or an out-of-office answer, has none of them.
 */
const FAILED = [
  /(could not|couldn.?t|can ?not|can.?t|was not|wasn.?t|not) be(en)? (successfully )?delivered/i,
  /(un)?able to (be )?deliver(ed)?\b/i,
  /un-?deliver(able|ed)\b/i,
  /delivery (has |to the following .{0,60})?fail(ed|ure)/i,
  /delivery (status notification|report).{0,20}fail|delivery (error|problem)/i,
  /(did|does) not reach (some or all of )?(the|its) (intended )?recipients?/i,
  /permanent (fatal )?(error|failure)|fatal errors?\b/i,
  /(no such|unknown|invalid|unrouteable|unroutable) (user|recipient|mailbox|address|local part)/i,
  /(user|recipient|mailbox|account|address)( \S{1,100})? (is |was )?(unknown|not found|does(n.?t| not) exist|disabled|inactive|unavailable|over quota|full|rejected)/i,
  /(mailbox|quota)\S{0,20} (is )?(full|exceeded)|over ?quota/i,
  /returned (mail|to sender)|returning (your )?(mail|message)/i,
  /(message|mail) (was |has been )?(rejected|refused|blocked|bounced)/i,
  /failure (notice|reasons?)\b|transcript of session follows/i,
  /relay(ing)? (access )?denied/i,
  /unzustellbar|nicht zugestellt|zustellung .{0,60}(fehlgeschlagen|gescheitert)|konnte nicht .{0,60}(zugestellt|übermittelt)/i,
  /non (remis|distribu|délivr)|n.a pas pu être (remis|livré|délivré|distribué)|échec de (la )?(remise|livraison|distribution)/i,
  /no se (ha )?(pudo|podido) entregar|no entregado|error de entrega|no se puede entregar/i,
  /impossibile (consegnare|recapitare)|mancat[ao] (recapito|consegna)|non (è stato |recapitat)/i,
  /não (foi possível|pôde) .{0,20}entreg|não entregue|falha na entrega/i,
  /niet (worden )?(afgeleverd|bezorgd)|onbestelbaar/i,
  /nie (można|mogła|udało się) .{0,30}dostarcz|niedostarczon|zwrot wiadomości/i,
  /не (может быть |удалось |была )?достав|недостав|не ?удается доставить|ошибка доставки/i,
  /не (вдалося|може бути) .{0,20}достав|недоставлен/i,
  /kunde inte levereras|kunne ikke leveres|ei voitu toimittaa|teslim edilemedi|nedoruč|kézbesíthetetlen/i,
  /配信(でき|不能|に失敗)|送信できません|无法(投递|送达|发送)|退信|投递失败|배달되지|반송/,
];
const DELAYED = [
  /(delivery|message|mail) (to .{0,80})?(has been |is |was |temporarily )*(delayed|deferred)/i,
  /not yet been delivered|still (being retried|trying|undelivered)|will (continue to|keep) (try|retry)/i,
  /(you )?do not need to (resend|re-send)|no action is required|this is a warning message only/i,
  /warning: (message|could not send)|delayed mail|delivery delay/i,
  /verzögert|retardé|retrasado|ritardat|atrasad|vertraagd|opóźni|задерж|затрим/i,
];
const SMTP_CODE = /(?<![\d.#-])([45]\d\d)[ \-#]+(?=.{3})/;
/** Beginnings of the original that servers put below their words. */
const RETURNED =
  /^[\s>]*(-{2,}.{0,20}(below this line|this is a copy|original message|returned message|unsent message|message (headers?|header) follow|body of (undelivered|returned)).{0,200}|(original message headers?|received|return-path):.*)$/im;
const MOST_TEXT = 32 * 1024;
const MOST_DIAGNOSTIC = 900;

export interface ToldInWords {
  readonly action: 'failed' | 'delayed';
  /** 5.1.1; made of the SMTP code, or 5.0.0, where the words have none. */
  readonly status: string;
  readonly diagnostic: string;
  /** Addresses in the server's words. */
  readonly recipients: readonly string[];
}

/** What the words of a mail server mean; undefined: they report no failure. */
export function toldInWords(subject: string, text: string): ToldInWords | undefined {
  const said = ownWords(text.slice(0, MOST_TEXT));
  const words = `${subject}\n${said}`;
  const isDelayed = DELAYED.some((sentence) => sentence.test(words));
  if (!isDelayed && !FAILED.some((sentence) => sentence.test(words))) return undefined;
  const line = tellingLine(said);
  const code = SMTP_CODE.exec(line)?.[1] ?? '';
  const status =
    enhancedStatusIn(line) ||
    enhancedStatusIn(said) ||
    statusOfWords(`${line}\n${words}`, isDelayed || code.startsWith('4') ? '4' : '5') ||
    (code === '' ? '' : `${code.charAt(0)}.0.0`);
  // A server that gave up says so even where it also says that it was a delay.
  const action = isDelayed && !status.startsWith('5') ? 'delayed' : 'failed';
  return {
    action,
    status: status === '' ? (action === 'failed' ? '5.0.0' : '4.0.0') : status,
    diagnostic: line.slice(0, MOST_DIAGNOSTIC),
    recipients: addressesIn(said),
  };
}

/** Without the original below. */
function ownWords(text: string): string {
  const end = RETURNED.exec(text)?.index;
  return end === undefined || end === 0 ? text : text.slice(0, end);
}

/** The line with a code and the lines that go on below it, else the first that says what is wrong. */
function tellingLine(text: string): string {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const coded = lines.findIndex((line) => SMTP_CODE.test(line) || enhancedStatusIn(line) !== '');
  if (coded >= 0) {
    const end = lines.findIndex((line, at) => at > coded && line === '');
    return lines
      .slice(coded, Math.min(end < 0 ? lines.length : end, coded + 4))
      .join(' ')
      .replace(/\s+/g, ' ');
  }
  return lines.find((line) => [...FAILED, ...DELAYED].some((sentence) => sentence.test(line))) ?? '';
}

function addressesIn(text: string): string[] {
  const found = text.match(/[^\s<>()[\]:;,"'|]{1,64}@[a-z0-9.-]{1,255}[a-z0-9]/gi) ?? [];
  return [...new Set(found.map((address) => address.toLowerCase()))].slice(0, 50);
}
