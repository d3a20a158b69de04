/** What mail servers say where they give no code of RFC 3463, and the code (without its class) that it means. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [
    /over ?quota|(mailbox|account|inbox|storage|disk)\S{0,20}( \S{1,20}){0,3} (full|exceeded)|quota (is )?exceeded|mailbox full/i,
    '2.2',
  ],
  [
    /(no such|unknown|invalid|unrouteable|non-?existent|undefined) (user|recipient|mailbox|address|account|local)|(user|recipient|mailbox|account|address)( \S{1,100}){0,3} ((is |was )?(unknown|not found|not listed|invalid)|does(n.?t| not) (exist|have)|unavailable)|no mailbox here|doesn.?t have an? .{1,40} account|not a valid (user|mailbox|recipient)/i,
    '1.1',
  ],
  [
    /(mailbox|account|user|recipient)( \S{1,100})? (is |has been )?(disabled|inactive|suspended|deactivated|locked)/i,
    '2.1',
  ],
  [
    /(host|domain|mx)( \S{1,100})? (is )?(unknown|not found|does(n.?t| not) exist)|(unknown|no such) (host|domain)|name or service not known|nxdomain/i,
    '1.2',
  ],
  [/retry time(out)? (not reached|exceeded)|gave up|too long|queue(d)? .{0,20}expired|message expired/i, '4.7'],
  [/(connection|operation) (timed out|refused)|no route to host|could not connect|unreachable/i, '4.1'],
  [/(message|mail)( \S{1,20})? (size )?(is )?(too (large|big)|exceeds)|size limit/i, '3.4'],
  [
    /spam|blacklist|blocklist|block(ed|ing)\b|reputation|policy|dmarc|spf\b|virus|malware|relay(ing)? .{0,20}denied|access denied|not authori[sz]ed/i,
    '7.1',
  ],
];

/** `5.1.1` for “550 no such user”; '' where the words say nothing known. A class of 4 stays one. */
export function statusOfWords(words: string, statusClass: '4' | '5'): string {
  const kind = KINDS.find(([sentence]) => sentence.test(words))?.[1];
  if (kind === undefined) return '';
  // Not reached in time: temporary, however often it was tried.
  return `${kind.startsWith('4.') ? '4' : statusClass}.${kind}`;
}
