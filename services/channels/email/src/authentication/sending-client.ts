import type { HeaderField } from '../parsing/header-fields.ts';
import { plainAddress } from './networks.ts';
import type { MailPeer } from './sender-check.ts';

/** Received fields that are looked at for the one that a server outside ours left. */
const MAX_HOPS = 10;
const LITERAL = /\[(?:IPv6:)?([0-9a-f.:]{2,45})\]/gi;
const HELO_BEFORE = /[he]helo=\s*$/i;

/**
 * Who handed the mail to the first server that is ours: the SMTP peer, or, where that one is a relay of ours, whoever the
 * relay says in the Received field that it added (RFC 5321, 4.4). Undefined: it does not say.
 */
export function sendingClient(
  peer: MailPeer | undefined,
  fields: readonly HeaderField[],
  isRelay: (address: string) => boolean,
): MailPeer | undefined {
  if (peer === undefined) return undefined;
  if (!isRelay(peer.address)) return { address: plainAddress(peer.address), helo: peer.helo };
  const hops = fields.filter(({ name }) => name === 'received').slice(0, MAX_HOPS);
  for (const { value } of hops) {
    const client = clientIn(value);
    if (client === undefined) return undefined;
    if (!isRelay(client.address)) return client;
  }
  return undefined;
}

/**
 * `from <helo> (<name> [<address>]) by …`. Only what stands in the parentheses is the server's own word; the name before them
 * is the client's. Exim writes `from [<address>] (helo=<helo>)` for clients without a name.
 */
function clientIn(received: string): MailPeer | undefined {
  const [, helo = '', comment = ''] = /^from\s+(\S{1,300})\s*\(((?:[^()]|\([^()]*\)){0,1000})\)/i.exec(received) ?? [];
  const own = [...comment.matchAll(LITERAL)].filter(({ index }) => !HELO_BEFORE.test(comment.slice(0, index)));
  const claimed = /\bhelo=(\S{1,300})/i.exec(comment)?.[1];
  const literal = own.at(-1)?.[1] ?? (claimed === undefined ? undefined : [...helo.matchAll(LITERAL)][0]?.[1]);
  return literal === undefined ? undefined : { address: plainAddress(literal), helo: claimed ?? helo };
}
