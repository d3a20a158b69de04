/** What a record of a topic is, in an administrator's words. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^inbound\.messages\./, 'A customer’s message'],
  [/^inbound\.receipts\./, 'A receipt'],
  [/^outbound\.status\./, 'The state of a reply'],
  [/^outbound\./, 'A reply on its way out'],
  [/^assignment\./, 'A wake-up of the assignment'],
  [/^conversation\.events\./, 'A live event'],
];

export function topicName(topic: string): string {
  return NAMES.find(([pattern]) => pattern.test(topic))?.[1] ?? 'A record';
}
