import type * as rpc from '@onethread/rpc';
import type { FoundPerson, LinkPreview, Match, Person } from '../../wire/identity.ts';
import type { SearchHit } from '../../wire/search.ts';
import { conversationToWire } from './to-wire.ts';

export function personToWire(person: rpc.Person): Person {
  return person satisfies Person;
}

export function matchToWire(match: rpc.Match): Match {
  return match satisfies Match;
}

export function previewToWire(preview: rpc.LinkPreview): LinkPreview {
  const sides = preview.sides.map((side) => ({
    ...side,
    openConversations: side.openConversations.map(conversationToWire),
  }));
  return { ...preview, sides };
}

export function foundToWire(found: rpc.FindPeopleResponse): readonly FoundPerson[] {
  return found.people satisfies readonly FoundPerson[];
}

export function hitToWire(hit: rpc.SearchHit): SearchHit {
  return hit satisfies SearchHit;
}
