import { globSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** Those that Onethread is delivered with, for an image that holds none of their folders; a test compares them. */
export const DELIVERED_CHANNELS: readonly string[] = [
  'email',
  'in-app',
  'instagram',
  'messenger',
  'sms',
  'telegram',
  'whatsapp',
];

/** Every channel: one folder each. In an image without them, those that Onethread is delivered with. */
export function channelNames(): readonly string[] {
  const folders = globSync('services/channels/*/src/main.ts', { cwd: ROOT }).map((file) => file.split('/')[2] ?? '');
  const names = folders.filter((name) => name !== 'kit').toSorted();
  return names.length > 0 ? names : DELIVERED_CHANNELS;
}

/** `a,b` as given on the command line. */
export function listed(names: string): readonly string[] {
  return names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
