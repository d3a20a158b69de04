import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChannelDefinition } from '@onethread/channel-kit';
import type { ChannelCapabilities } from '@onethread/contracts';
import { isOptional, type Setting, type SettingDefinitions } from '@onethread/runtime';
import { format, resolveConfig } from 'prettier';
import { CHANNELS } from '../services/all-in-one/src/channels.ts';
import { ROOT } from './workspaces.ts';

export const CHANNELS_DOC_FILE = 'docs/channels.md';

type Declared = Pick<ChannelDefinition<never>, 'name' | 'capabilities'> & { readonly settings: SettingDefinitions };

/** `docs/channels.md` as the channels declare themselves; a test compares it with the file. */
export async function channelsDoc(): Promise<string> {
  const channels = await Promise.all(
    CHANNELS.map(async ({ name, settings }) => ({ ...(await declared(name)), settings })),
  );
  const text = [HEAD, atAGlance(channels), ...channels.map(chapter)].join('\n\n');
  const file = join(ROOT, CHANNELS_DOC_FILE);
  return await format(text, { ...(await resolveConfig(file)), filepath: file });
}

const HEAD = `# Channels

Made by \`node scripts/channels-doc.ts\` from what each channel declares of itself (\`services/channels/<name>/src/definition.ts\`, \`config.ts\`): the same declaration from which the composer knows what may be written, until when and how long. What a channel does beyond that, and what it does not, stands in the README of its folder.

Wherever a person may no longer be written to (they opted out, blocked us, or their address is gone), the thread says so, the composer offers their next address, and nothing goes out there: neither replies nor codes nor copies that follow.`;

async function declared(name: string): Promise<Pick<ChannelDefinition<never>, 'name' | 'capabilities'>> {
  const exported = (await import(`../services/channels/${name}/src/index.ts`)) as Record<string, unknown>;
  const found = Object.values(exported).find((one) => isDefinitionOf(one, name));
  if (found === undefined) throw new Error(`services/channels/${name} exports no definition of ${name}`);
  return found as ChannelDefinition<never>;
}

function isDefinitionOf(value: unknown, name: string): boolean {
  return (
    typeof value === 'object' && value !== null && 'capabilities' in value && 'name' in value && value.name === name
  );
}

function atAGlance(channels: readonly Declared[]): string {
  const rows = channels.map(({ capabilities }) => [
    `[${capabilities.label}](#${anchorOf(capabilities)})`,
    capabilities.live ? 'live' : 'patient',
    windowWords(capabilities),
    listed(capabilities.receipts),
    signalWords(capabilities),
    listed(capabilities.changes?.map((change) => CHANGES[change]) ?? []),
  ]);
  return table(['channel', 'work', 'answers are delivered', 'receipts', 'typing and reading', 'people can'], rows);
}

function chapter({ name, capabilities, settings }: Declared): string {
  const facts = [
    ['People send', listed(capabilities.receives?.map((kind) => KINDS[kind] ?? kind) ?? [], 'not declared')],
    ['Agents send', sentWords(capabilities)],
    ['Text', textWords(capabilities)],
    ['Answers are delivered', windowWords(capabilities)],
    ['Receipts', listed(capabilities.receipts)],
    ['Typing and reading', signalWords(capabilities)],
    ['People can', listed(capabilities.changes?.map((change) => CHANGES[change]) ?? [])],
    ['Reached by a typed address', capabilities.addressKind ?? 'no: people write first'],
    ['Work', `${capabilities.live ? 'live' : 'patient'}, counts ${capabilities.weight}`],
  ];
  return [
    `## ${capabilities.label}`,
    `\`services/channels/${name}\`, topic \`outbound.${name}.v1\`.`,
    table(['', ''], facts),
    '### Settings of ' + capabilities.label,
    table(['setting', 'default', 'what it is'], Object.values(settings).map(settingRow)),
  ].join('\n\n');
}

const KINDS: Readonly<Record<string, string>> = {
  text: 'text',
  image: 'pictures',
  audio: 'audio',
  video: 'video',
  file: 'files',
  sticker: 'stickers',
  location: 'locations',
  card: 'cards and links',
  choice: 'picked options',
  'missing-file': 'files that could not be kept, with the reason',
  unsupported: 'what cannot be shown, by its name',
};

const CHANGES: Readonly<Record<NonNullable<ChannelCapabilities['changes']>[number], string>> = {
  edit: 'edit',
  unsend: 'withdraw',
  reaction: 'react',
};

function sentWords({
  maxFiles,
  maxFileBytes,
  maxTotalFileBytes,
  fileTypes,
  fileLimits = [],
}: ChannelCapabilities): string {
  if (maxFiles === 0) return 'text';
  const types = fileTypes.length === 0 ? 'any type' : fileTypes.map((type) => `\`${type}\``).join(', ');
  const smaller = fileLimits.map(({ type, maxBytes }) => `\`${type}\` ${size(maxBytes)}`);
  const limits = [
    `${size(maxFileBytes)} each`,
    ...(maxTotalFileBytes === undefined ? [] : [`${size(maxTotalFileBytes)} together`]),
    ...smaller,
  ];
  return `text and up to ${maxFiles} ${maxFiles === 1 ? 'file' : 'files'} (${types}): ${limits.join('; ')}`;
}

function textWords({ maxTextLength, textUnit }: ChannelCapabilities): string {
  const most = maxTextLength.toLocaleString('en');
  if (textUnit === 'bytes') return `${most} bytes of UTF-8`;
  return textUnit === 'sms'
    ? `${most} characters, counted in SMS segments while they are written`
    : `${most} characters`;
}

function windowWords({ replyWindowHours, personWindowHours }: ChannelCapabilities): string {
  if (replyWindowHours === undefined) return 'always';
  const shut = `${hours(replyWindowHours)} after the person wrote`;
  if (personWindowHours === undefined || personWindowHours <= replyWindowHours) return shut;
  return `${shut}, by a person ${hours(personWindowHours)}`;
}

function signalWords({ typing, signals = [] }: ChannelCapabilities): string {
  const toAgents = typing ? ['agents see that the person types'] : [];
  const seen = signals.map((signal) => (signal === 'typing' ? 'that an agent types' : 'that it was read'));
  return listed([...toAgents, ...(seen.length === 0 ? [] : [`the person sees ${seen.join(' and ')}`])]);
}

function settingRow(setting: Setting): readonly string[] {
  const { envName, describe, secret, group } = setting;
  const needed = setting.default === undefined && !isOptional(setting);
  const fallback = setting.default === undefined || setting.default === '' ? '' : `\`${setting.default}\``;
  const note = [secret ? 'Secret.' : '', needed ? (group === undefined ? 'Required.' : `Needed for ${group}.`) : ''];
  return [`\`${envName}\``, secret ? '' : fallback, [`${describe}.`, ...note].filter(Boolean).join(' ')];
}

function anchorOf({ label }: ChannelCapabilities): string {
  return label
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
}

function listed(words: readonly string[], none = 'none'): string {
  return words.length === 0 ? none : words.join(', ');
}

function hours(count: number): string {
  return count % 24 === 0 && count > 48 ? `${count / 24} days` : `${count} h`;
}

function size(bytes: number): string {
  const mega = bytes / 1024 / 1024;
  return mega >= 1 ? `${mega.toFixed(1).replace('.0', '')} MB` : `${Math.round(bytes / 1024)} kB`;
}

const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

if (import.meta.main) writeFileSync(join(ROOT, CHANNELS_DOC_FILE), await channelsDoc());
