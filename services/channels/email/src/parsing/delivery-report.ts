import { isPermanent, kindOf, type BounceKind } from './bounce-kinds.ts';
import { failureKind, statusOfWords } from './failure-kinds.ts';

/** What a delivery report says of one recipient (RFC 3464, 2.3). */
export interface RecipientReport {
  readonly action: 'failed' | 'delayed' | 'other';
  /** 5.1.1; '' where it has none. */
  readonly status: string;
  readonly kind: BounceKind;
  readonly isPermanent: boolean;
  readonly diagnostic: string;
  /** Final and original recipient, lower case. */
  readonly recipients: readonly string[];
}

/** Groups of fields that are looked at. */
const MAX_GROUPS = 100;
/** Fields under which reports name an address; the last two are Exim's, Postfix's and others' own. */
const RECIPIENT_FIELDS = [
  'final-recipient',
  'original-recipient',
  'x-actual-recipient',
  'x-original-to',
  'x-recipient',
];
const DIAGNOSTIC_FIELDS = ['diagnostic-code', 'x-supplementary-info', 'x-notes', 'x-display-diagnostic', 'reason'];
const MAX_DIAGNOSTIC = 2_000;

/** The reports in the text of a message/delivery-status part, the worst first. */
export function readDeliveryReport(text: string): readonly RecipientReport[] {
  const groups = text.split(/\r?\n[ \t]*\r?\n/).slice(0, MAX_GROUPS);
  const [first = '', ...others] = groups;
  // Some write no empty line between what is said of the report and of its first recipient.
  const reports = [first, ...others]
    .flatMap((group) => recipientsOf(group))
    .flatMap((one) => recipientReport(one) ?? []);
  return worstFirst(reports);
}

export function worstFirst(reports: readonly RecipientReport[]): readonly RecipientReport[] {
  return reports.toSorted((one, other) => weight(one) - weight(other));
}

/** The value of the first field of this name, unfolded. */
export function fieldOf(text: string, name: string): string {
  const found = new RegExp(`^${name}[ \\t]*:[ \\t]*(.*(?:\\r?\\n[ \\t]+.*)*)`, 'im').exec(text)?.[1] ?? '';
  return found.replace(/\s+/g, ' ').trim();
}

/** One group of fields may speak of several recipients, where no empty line stands between them. */
function recipientsOf(group: string): string[] {
  const starts = [...group.matchAll(/^final-recipient[ \t]*:/gim)].map(({ index }) => index).slice(0, MAX_GROUPS);
  if (starts.length < 2) return [group];
  return starts.map((start, at) => group.slice(at === 0 ? 0 : start, starts[at + 1]));
}

function recipientReport(group: string): RecipientReport | undefined {
  const action = fieldOf(group, 'action').toLowerCase();
  const written = fieldOf(group, 'status');
  const code = enhancedStatusIn(written) || runTogether(written);
  const recipients = RECIPIENT_FIELDS.map((name) => mailAddressIn(fieldOf(group, name))).filter(Boolean);
  if (action === '' && code === '' && (recipients.length === 0 || !/^diagnostic-code[ \t]*:/im.test(group))) {
    return undefined;
  }
  const diagnostic = diagnosticOf(group);
  const what = actionOf(action, code, group);
  // A failure that calls itself a success contradicts itself: its words decide.
  const claimed = what === 'failed' && code.startsWith('2') ? '' : code;
  const own = claimed.startsWith('2') ? '' : diagnostic;
  const statusClass = claimed.startsWith('4') || (claimed === '' && what === 'delayed') ? '4' : '5';
  const remark = written.replace(/^[\d.\s]+/, '');
  // Some servers know better than to say so: 5.0.0 beside "550 5.1.1 …".
  const status = isVague(claimed)
    ? specificStatusIn(own) || statusOfWords(`${own} ${remark}`, classIn(own) ?? statusClass) || claimed
    : claimed;
  const kind = kindOf(status, failureKind(`${own} ${remark}`)?.kind);
  return {
    action: what,
    status,
    kind,
    isPermanent: isPermanent(status, kind),
    diagnostic,
    recipients: [...new Set(recipients)],
  };
}

/** The first field that says anything. */
function diagnosticOf(group: string): string {
  for (const name of DIAGNOSTIC_FIELDS) {
    const said = withoutKind(fieldOf(group, name));
    if (said !== '') return withoutRepeatedCodes(said).slice(0, MAX_DIAGNOSTIC);
  }
  return '';
}

/** `550-5.1.1 The account 550-5.1.1 does not exist. 550 5.1.1 See …`: an answer of several lines, as it was meant. */
export function withoutRepeatedCodes(said: string): string {
  const [, code, enhanced = ''] = /^([245]\d\d)[ -](#?[245]\.\d{1,3}\.\d{1,3})?/.exec(said) ?? [];
  if (code === undefined) return said;
  const [start, rest] = [said.slice(0, 3), said.slice(3)];
  const escaped = enhanced.replaceAll('.', '\\.');
  return start + rest.replaceAll(new RegExp(`\\s${code}[ -]${escaped === '' ? '' : `(${escaped}\\s)?`}`, 'g'), ' ');
}

function actionOf(action: string, status: string, group: string): RecipientReport['action'] {
  if (/^(fail|undeliver|error|expire|reject|bounce|den(y|ied))/.test(action)) return 'failed';
  if (/^(delay|defer|warn)/.test(action)) return 'delayed';
  if (action !== '') return 'other';
  if (/^will-retry-until[ \t]*:/im.test(group)) return 'delayed';
  return /^[45]/.test(status) || status === '' ? 'failed' : 'other';
}

function isVague(status: string): boolean {
  return status === '' || /^[245]\.0\.0$/.test(status);
}

/** An enhanced code in words, where it is more than 5.0.0. */
function specificStatusIn(words: string): string {
  const found = enhancedStatusIn(words);
  return isVague(found) ? '' : found;
}

/** The class of the SMTP code with which words begin. */
function classIn(words: string): '4' | '5' | undefined {
  const [first] = /^[45](?=\d\d(?!\d))/.exec(words) ?? [];
  return first === '4' || first === '5' ? first : undefined;
}

function weight({ action }: RecipientReport): number {
  return ['failed', 'delayed', 'other'].indexOf(action);
}

/** RFC 3463: 5.1.1, the first in a text; '' where there is none. No version and no address of a server is one. */
export function enhancedStatusIn(text: string): string {
  return /(?<![\d.\w@-])[245]\.\d{1,3}\.\d{1,3}(?![\d@-]|\.\d)/.exec(text)?.[0] ?? '';
}

/** `511`, `5 1 1` → `5.1.1`. */
function runTogether(status: string): string {
  const [, one, two, three] = /^\s*([245])[ ]?(\d)[ ]?(\d)(?!\d)/.exec(status) ?? [];
  return one === undefined ? '' : `${one}.${two}.${three}`;
}

/** `rfc822; anna@example.org`, `<anna@example.org>`, `utf-8; j\x{F6}rg@example.org` → the address in lower case. */
export function mailAddressIn(value: string): string {
  const decoded = withoutKind(value).replace(/\\x\{([0-9a-f]{1,6})\}/gi, (_match, hex: string) => {
    const point = Number.parseInt(hex, 16);
    return point > 0 && point <= 0x10_ff_ff ? String.fromCodePoint(point).toWellFormed() : '';
  });
  return (
    /[^\s<>()[\]:;,"']{1,255}@[^\s<>()[\]:;,"'@]{1,255}/.exec(decoded)?.[0]?.toLowerCase().replace(/\.$/, '') ?? ''
  );
}

/** `smtp; 550 …` → `550 …`. */
function withoutKind(value: string): string {
  return value.replace(/^[a-z0-9-]{1,20}\s*;\s*/i, '').trim();
}
