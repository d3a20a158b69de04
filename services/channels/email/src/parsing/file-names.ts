import { cleanFileName } from '@onethread/contracts';
import { fileTypeFromBuffer } from 'file-type';

export interface NamedFile {
  readonly type: string;
  /** As the mail gives it; '' where it does not. */
  readonly name: string;
  readonly content: Uint8Array;
}

/** Of files that come without one. */
const BY_TYPE: Readonly<Record<string, string>> = {
  'message/rfc822': 'message.eml',
  'message/global': 'message.eml',
  'text/calendar': 'invitation.ics',
  'text/vcard': 'contact.vcf',
  'text/x-vcard': 'contact.vcf',
  'text/plain': 'text.txt',
  'text/html': 'page.html',
  'text/csv': 'table.csv',
  'text/rfc822-headers': 'headers.txt',
  'application/pdf': 'document.pdf',
  'application/zip': 'archive.zip',
  'application/json': 'data.json',
  'application/xml': 'data.xml',
  'application/msword': 'document.doc',
  'application/vnd.ms-excel': 'table.xls',
  'application/vnd.ms-outlook': 'message.msg',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'document.docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'table.xlsx',
  'application/pkcs7-mime': 'smime.p7m',
  'application/x-pkcs7-mime': 'smime.p7m',
  'application/pgp-keys': 'key.asc',
  'application/ms-tnef': 'winmail.dat',
  'message/delivery-status': 'delivery report.txt',
  'message/disposition-notification': 'read report.txt',
};
const BY_KIND: Readonly<Record<string, string>> = { image: 'picture', audio: 'sound', video: 'video', text: 'text' };
/** Names that Windows keeps for devices, whatever stands behind the dot. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i;
const LONGEST_EXTENSION = 20;

/**
 * Names under which files of one mail can be shown and saved, in their order: made fit by the contract's rules, none
 * that is a device of Windows, no two alike, by the type where the mail gives none.
 */
export async function fileNames(files: readonly NamedFile[]): Promise<readonly string[]> {
  const taken = new Set<string>();
  const names: string[] = [];
  for (const file of files) {
    const given = cleanFileName(file.name);
    // What the rules answer when nothing is left.
    const name = given === 'file' && file.name.trim() !== 'file' ? await nameByType(file) : given;
    const free = unlike(DEVICE.test(name) ? `_${name}` : name, taken);
    taken.add(free.toLowerCase());
    names.push(free);
  }
  return names;
}

async function nameByType({ type, content }: NamedFile): Promise<string> {
  const known = BY_TYPE[type];
  if (known !== undefined) return known;
  const kind = BY_KIND[type.split('/')[0] ?? ''] ?? 'attachment';
  const extension = await extensionOf(content);
  return extension === undefined ? kind : `${kind}.${extension}`;
}

/** By the bytes. */
async function extensionOf(content: Uint8Array): Promise<string | undefined> {
  try {
    return (await fileTypeFromBuffer(content.subarray(0, SAMPLE_BYTES)))?.ext;
  } catch {
    // Bytes that end where their format does not.
    return undefined;
  }
}

const SAMPLE_BYTES = 8_192;

/** `bill.pdf`, `bill (2).pdf`, … */
function unlike(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name.toLowerCase())) return name;
  const dot = name.lastIndexOf('.');
  const end = dot > 0 && name.length - dot <= LONGEST_EXTENSION ? dot : name.length;
  for (let count = 2; ; count += 1) {
    const other = `${name.slice(0, end)} (${count})${name.slice(end)}`;
    if (!taken.has(other.toLowerCase())) return other;
  }
}
