import { WhatsappRefusal } from './whatsapp-errors.ts';
import { newWamid, type AcceptedWhatsapp, type WhatsappNumber } from './whatsapp-number.ts';

const MAX_TEXT_CHARACTERS = 4096;
const MAX_CALLBACK_DATA = 512;
const MAX_PARAMETER_CHARACTERS = 1024;
const MEDIA_TYPES = new Set(['image', 'audio', 'video', 'document', 'sticker']);

type Fields = Readonly<Record<string, unknown>>;

/** Takes a message as the Cloud API would. Throws `WhatsappRefusal` where it would refuse. */
export function acceptMessage(number: WhatsappNumber, fields: Fields): AcceptedWhatsapp {
  const to = fields['to'] ?? fields['recipient'];
  if (typeof to !== 'string' || to === '') throw invalid('The parameter to is required');
  if (fields['recipient_type'] !== 'individual') throw invalid('recipient_type must be individual');
  const callbackData = fields['biz_opaque_callback_data'];
  if (callbackData !== undefined && (typeof callbackData !== 'string' || callbackData.length > MAX_CALLBACK_DATA)) {
    throw invalid(`biz_opaque_callback_data must be a string of at most ${MAX_CALLBACK_DATA}`);
  }
  const { type } = fields;
  const content = contentOf(number, fields, type);
  const person = number.people.get(to);
  if (person === undefined) throw new WhatsappRefusal('undeliverable');
  if (type !== 'template' && !number.windowIsOpen(person)) throw new WhatsappRefusal('outside-window');
  const accepted: AcceptedWhatsapp = {
    wamid: newWamid(),
    to,
    at: number.now(),
    type: String(type),
    ...content,
    ...(callbackData === undefined ? {} : { callbackData }),
  };
  number.accepted.add(accepted);
  number.book.add({
    id: accepted.wamid,
    customer: to,
    direction: 'to-customer',
    at: accepted.at,
    ...(content.text === undefined ? {} : { text: content.text }),
    files: content.file === undefined ? [] : [content.file],
    state: 'sent',
    ...(callbackData === undefined ? {} : { reference: callbackData }),
  });
  return accepted;
}

function contentOf(
  number: WhatsappNumber,
  fields: Fields,
  type: unknown,
): Pick<AcceptedWhatsapp, 'text' | 'template' | 'file'> {
  if (type === 'text') {
    const body = field(fields['text'], 'body');
    if (typeof body !== 'string' || body === '' || body.length > MAX_TEXT_CHARACTERS) {
      throw invalid(`text.body must be of 1 to ${MAX_TEXT_CHARACTERS} characters`);
    }
    return { text: body };
  }
  if (type === 'template') return templateOf(number, fields['template']);
  if (typeof type !== 'string' || !MEDIA_TYPES.has(type)) throw invalid('type is unknown');
  const id = field(fields[type], 'id');
  const file = typeof id === 'string' ? number.media.get(id) : undefined;
  if (file === undefined) throw invalid('The media id is unknown or has expired');
  const filename = field(fields[type], 'filename');
  const name = typeof filename === 'string' ? filename : file.name;
  return { file: number.shownFile(String(id), { ...file, name }) };
}

function templateOf(number: WhatsappNumber, template: unknown): Pick<AcceptedWhatsapp, 'text' | 'template'> {
  const name = field(template, 'name');
  const language = field(field(template, 'language'), 'code');
  if (typeof name !== 'string' || typeof language !== 'string')
    throw invalid('template.name and language are required');
  if (!number.templates.has(`${name}/${language}`)) throw new WhatsappRefusal('template-missing');
  const components = (field(template, 'components') ?? []) as readonly { parameters?: readonly { text?: string }[] }[];
  const parameters = components.flatMap((component) => (component.parameters ?? []).map(({ text = '' }) => text));
  for (const parameter of parameters) {
    if (parameter.length > MAX_PARAMETER_CHARACTERS || /[\r\n\t]| {5,}/.test(parameter)) {
      throw invalid('Parameters take no line breaks, tabs or more than four blanks together');
    }
  }
  return { text: parameters.join(' '), template: { name, language, parameters } };
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function invalid(details: string): WhatsappRefusal {
  return new WhatsappRefusal('invalid-parameter', details);
}
