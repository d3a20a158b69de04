import { randomUUID } from 'node:crypto';
import type { Person } from '../identity/person.ts';
import type { ServerFrame } from '../protocol.ts';

/** Clients ping this often; a socket that is silent for three of them is closed. */
export const HEARTBEAT_MS = 25_000;

/** The answer to a hello, and to the token with which a visitor signs in. */
export function welcome(person: Person): Extract<ServerFrame, { type: 'welcome' }> {
  const { kind, profile } = person;
  return {
    type: 'welcome',
    connection: randomUUID(),
    heartbeatMs: HEARTBEAT_MS,
    me: { kind, ...(profile.name === undefined ? {} : { name: profile.name }) },
    ...(person.kind === 'visitor' && person.issued !== undefined ? { visitor: person.issued } : {}),
    ...(person.kind === 'user' && person.from !== undefined ? { joined: person.from.joined } : {}),
  };
}
