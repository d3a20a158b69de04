import { statusOfWords } from './failure-kinds.ts';

/** What a delivery report says of one recipient (RFC 3464, 2.3). */
export interface RecipientReport {
  readonly action: 'failed' | 'delayed' | 'other';
  /** 5.1.1; '' where it has none. */
  readonly status: string;
  readonly diagnostic: string;
  /** Final and original recipient, lower case. */
  readonly recipients: readonly string[];
}

/** Groups of fields that are looked at. */
const MAX_GROUPS = 100;

/** The reports in the text of a message/delivery-status part, the worst first. */
export function readDeliveryReport(text: string): readonly RecipientReport[] {
  const groups = text.split(/\r?\n[ \t]*\r?\n/).slice(0, MAX_GROUPS);
  const reports = groups.flatMap((group) => recipientReport(group) ?? []);
  return reports.toSorted((one, other) => weight(one) - weight(other));
}

/** The value of the first field of this name, unfolded. */
export function fieldOf(text: string, name: string): string {
  const found = new RegExp(`^${name}[ \\t]*:[ \\t]*(.*(?:\\r?\\n[ \\t]+.*)*)`, 'im').exec(text)?.[1] ?? '';
  return found.replace(/\s+/g, ' ').trim();
}

function recipientReport(group: string): RecipientReport | undefined {
  const action = fieldOf(group, 'action').toLowerCase();
  const status = enhancedStatusIn(fieldOf(group, 'status'));
  if (action === '' && status === '') return undefined;
  const diagnostic = withoutKind(fieldOf(group, 'diagnostic-code'));
  const own = status.startsWith('2') ? '' : diagnostic;
  const recipients = ['final-recipient', 'original-recipient', 'x-actual-recipient']
    .map((name) => mailAddressIn(fieldOf(group, name)))
    .filter((address) => address !== '');
  return {
    action: actionOf(action, status),
    // Some servers know better than to say so: 5.0.0 beside "550 5.1.1 …".
    status: isVague(status) ? enhancedStatusIn(own) || statusOfWords(own, classOf(status)) || status : status,
    diagnostic,
    recipients: [...new Set(recipients)],
  };
}

function actionOf(action: string, status: string): RecipientReport['action'] {
  if (action.startsWith('fail')) return 'failed';
  if (action.startsWith('delay')) return 'delayed';
  return action === '' && status.startsWith('5') ? 'failed' : 'other';
}

function isVague(status: string): boolean {
  return status === '' || /^[245]\.0\.0$/.test(status);
}

function classOf(status: string): '4' | '5' {
  return status.startsWith('4') ? '4' : '5';
}

function weight({ action }: RecipientReport): number {
  return ['failed', 'delayed', 'other'].indexOf(action);
}

/** RFC 3463: 5.1.1, the first in a text; '' where there is none. */
export function enhancedStatusIn(text: string): string {
  return /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])/.exec(text)?.[0] ?? '';
}

/** `rfc822; anna@example.org`, `<anna@example.org>` → `anna@example.org`. */
export function mailAddressIn(value: string): string {
  return /[^\s<>()[\]:;,"]+@[^\s<>()[\]:;,"]+/.exec(withoutKind(value))?.[0]?.toLowerCase() ?? '';
}

/** `smtp; 550 …` → `550 …`. */
function withoutKind(value: string): string {
  return value.replace(/^[a-z0-9-]{1,20}\s*;\s*/i, '');
}
