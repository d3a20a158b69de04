const STOP = new Set(['STOP', 'UNSUBSCRIBE', 'END', 'QUIT', 'STOPALL', 'REVOKE', 'OPTOUT', 'CANCEL']);
const START = new Set(['START', 'UNSTOP']);
const HELP = new Set(['HELP', 'INFO']);

export type Keyword = 'stop' | 'start' | 'help';

/** What a whole message asks for by law; Twilio's own reading of it (`OptOutType`, with words of the account) goes first. */
export function keywordOf(body: string, optOutType: string | undefined): Keyword | undefined {
  const word = body.trim().toUpperCase();
  const type = optOutType?.trim().toUpperCase();
  if (type === 'STOP' || STOP.has(word)) return 'stop';
  if (type === 'START' || START.has(word)) return 'start';
  if (type === 'HELP' || HELP.has(word)) return 'help';
  return undefined;
}
