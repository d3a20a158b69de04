import type { AddressKind } from '@onethread/contracts';

/** Parts before the @ that stand for a role, in several languages; punctuation, digits and +tags do not matter. */
const ROLES: ReadonlySet<string> = new Set(
  `abuse accounting accounts admin administrator anfrage anfragen billing bestellung bestellungen booking bookings buchhaltung
  buero bureau careers compliance contact contacto contactus contatti contato customercare customerservice customersupport
  daemon datenschutz donotreply dpo einkauf empfang enquiries enquiry feedback finance frontdesk ftp hallo hello help helpdesk
  hi hostmaster hr info infos inquiries inquiry invoice invoices it jobs karriere kontakt kundenservice legal list mail
  mailbox mailerdaemon mailer marketing media news newsletter nobody noreply notification notifications office ops order
  orders partner partners payments payroll personal post postmaster presse press privacy purchasing receipts rechnung
  reception recruiting redaktion registrar reservation reservations reservierung root sales security sekretariat service
  services shop staff store subscribe support team undisclosed unsubscribe usenet uucp verkauf vertrieb webmaster welcome
  www zentrale`.split(/\s+/u),
);

/**
 * Whether an address is that of a role or of several people, so that nobody is told to be somebody by it. `more` holds what
 * operators added: whole addresses, `@domain`, or `local@`. `normal` is in normal form.
 */
export function isSharedAddress(kind: AddressKind, normal: string, more: readonly string[] = []): boolean {
  if (more.length > 0 && isListed(kind, normal, more)) return true;
  if (kind === 'phone') return false;
  const [local = ''] = normal.split('@');
  const plain = (local.split('+')[0] ?? '').replaceAll(/[^\p{L}]/gu, '');
  return plain === '' ? /^\d{0,2}$/u.test(local) : ROLES.has(plain);
}

function isListed(kind: AddressKind, normal: string, more: readonly string[]): boolean {
  return more.some((entry) => {
    const listed = entry.toLowerCase();
    if (kind === 'phone') return listed.replaceAll(/[\s().\-/]/gu, '').replace(/^00/u, '+') === normal;
    if (listed.startsWith('@')) return normal.endsWith(listed);
    return listed.endsWith('@') ? normal.startsWith(listed) : listed === normal;
  });
}
