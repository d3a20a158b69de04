import { mailAddressIn } from './delivery-report.ts';

/** Message-IDs and addresses that are kept of one original. */
const MAX_FOUND = 20;
/** Lines that introduce the original below a server's words. */
const BEGINNINGS = [
  /^-{2,}.{0,20}(below this line|this is a copy|original message|returned message|unsent message|(message|mail) headers? follow|message header|body of (undelivered|returned)|the header of)/i,
  /^(possibly truncated )?original (message|mail)( headers)? (follows|below|starts|is)|^original message headers?:/i,
  /^(the )?(headers?|text|body|content) of (the|your) (original )?(message|mail)/i,
  /^(message|mail) header follows|^-{3,} ?(begin|start) of (the )?(message|mail|original)|^received message:$/i,
  /^(received|return-path):/i,
];
const HEADER_LINE = /^[ \t>|]{0,20}[A-Za-z][A-Za-z0-9-]{1,60}[ \t]{0,3}:(?!\/)/;
const SURE_HEADER = /^[ \t>|]{0,20}(message-id|mime-version|received|x-mailer|content-type)[ \t]{0,3}:/i;
/** So many lines of headers, one of them a sure one, are an original's. */
const HEADER_RUN = 3;

/** What of a server's mail is its own, without the original below. */
export function ownWords(text: string): string {
  const lines = text.split(/\r?\n/);
  let run = 0;
  let hasSureLine = false;
  for (const [at, line] of lines.entries()) {
    const bare = line.replace(/^[ \t>|]{1,40}/, '').slice(0, 300);
    if (at > 0 && BEGINNINGS.some((beginning) => beginning.test(bare))) return lines.slice(0, at).join('\n');
    if (HEADER_LINE.test(line.slice(0, 300))) {
      run += 1;
      hasSureLine ||= SURE_HEADER.test(line.slice(0, 300));
    } else if (!/^[ \t]/.test(line)) {
      run = 0;
      hasSureLine = false;
    }
    if (run >= HEADER_RUN && hasSureLine) return lines.slice(0, at - run + 1).join('\n') || text;
  }
  return text;
}

/**
 * Message-IDs of the mail that a report is about, as its text has them: fields of the original (some servers return it
 * indented or quoted), and sentences (“The message identifier was: …”).
 */
export function messageIdsOf(text: string): string[] {
  const fields = text.matchAll(
    /^[ \t>|*]{0,40}(?:x-)?(?:original[ -])?message[ -]?id(?:entifier)?(?: was| is)?[ \t*]{0,3}[:=][ \t*]{0,10}(?:\r?\n[ \t>|]{1,40})?(?:<([^<>\s]{1,1000})>|([^<>\s@]{1,255}@[^<>\s,;]{1,255}))/gim,
  );
  const references = text.matchAll(
    /message (?:identifier|reference|id) (?:was|is):?[ \t]{0,10}<?([^<>\s@]{1,255}@[^<>\s,;]{1,255})/gi,
  );
  const found = [
    ...[...fields].map(([, bracketed, bare]) => bracketed ?? bare),
    ...[...references].map(([, id]) => id),
  ];
  return [...new Set(found.filter((id) => id !== undefined))].slice(0, MAX_FOUND);
}

/** Whom an original was written to, as its To says. */
export function writtenTo(text: string): string[] {
  const fields = text.matchAll(/^[ \t>|]{0,40}to[ \t]{0,3}:[ \t]{0,10}(.{1,998})/gim);
  return [...fields]
    .slice(0, 5)
    .map(([, value]) => mailAddressIn(value ?? ''))
    .filter(Boolean);
}
