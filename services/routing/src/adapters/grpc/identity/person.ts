import {
  RpcError,
  type FindPeopleRequest,
  type FindPeopleResponseInput,
  type GetPersonRequest,
  type LinkPreviewInput,
  type ListMatchesRequest,
  type ListMatchesResponseInput,
  type PersonInput,
  type PreviewLinkRequest,
} from '@onethread/rpc';
import { findPeople as find } from '../../../use-cases/identity/find-people.ts';
import { previewLink as previewOfLink, previewUnlink } from '../../../use-cases/identity/preview-link.ts';
import { listMatches as list } from '../../../use-cases/identity/read-matches.ts';
import { readPerson } from '../../../use-cases/identity/read-person.ts';
import { authenticateAgent, authenticateReader } from '../authenticate.ts';
import { encodeIdentities } from '../encode-identities.ts';
import { customerIdFrom, linkIdFrom } from '../ids.ts';
import type { UnaryMethod } from '../unary.ts';
import { encodeMatch, encodePerson, encodeProfileValue, encodeSide } from './encode-person.ts';

export const getPerson: UnaryMethod<GetPersonRequest, PersonInput> = async (context, request, metadata) => {
  await authenticateReader(context, metadata);
  const { collections } = context.useCases;
  return await encodePerson(collections, await readPerson(collections, customerIdFrom(request.customerId)));
};

export const previewLink: UnaryMethod<PreviewLinkRequest, LinkPreviewInput> = async (context, request, metadata) => {
  await authenticateAgent(context, metadata);
  const customerId = customerIdFrom(request.customerId);
  const { sides, obstacle, explanation, conflicts } =
    request.change === 'linkId'
      ? await previewUnlink(context.useCases, customerId, linkIdFrom(request.linkId ?? ''))
      : await previewOfLink(context.useCases, customerId, customerIdFrom(request.otherCustomerId ?? ''));
  const encoded = [];
  for (const side of sides) {
    const open = await context.views.of(side.openConversations);
    encoded.push(await encodeSide(context.useCases.collections, side, open));
  }
  return { sides: encoded, obstacle, explanation, conflicts: conflicts.map(encodeProfileValue) };
};

const DEFAULT_MATCHES = 50;
const MAX_MATCHES = 100;

export const listMatches: UnaryMethod<ListMatchesRequest, ListMatchesResponseInput> = async (
  context,
  request,
  metadata,
) => {
  await authenticateAgent(context, metadata);
  const pageSize = sizeOf(request.pageSize, DEFAULT_MATCHES, MAX_MATCHES);
  const { matches, nextPageToken } = await list(context.reading, { pageToken: request.pageToken, pageSize });
  const encoded = [];
  for (const match of matches) encoded.push(await encodeMatch(context.useCases.collections, match));
  return { matches: encoded, nextPageToken };
};

const DEFAULT_PEOPLE = 20;
const MAX_PEOPLE = 50;

export const findPeople: UnaryMethod<FindPeopleRequest, FindPeopleResponseInput> = async (
  context,
  request,
  metadata,
) => {
  await authenticateAgent(context, metadata);
  const limit = sizeOf(request.pageSize, DEFAULT_PEOPLE, MAX_PEOPLE);
  const people = await find(context.useCases.collections, request.query, limit);
  const encoded = [];
  for (const { customerId, name, identities } of people) {
    encoded.push({ customerId, name, identities: await encodeIdentities(context.useCases.collections, identities) });
  }
  return { people: encoded };
};

/** 0 means the default. Throws `RpcError` invalid outside 1 to `most`. */
function sizeOf(asked: number, byDefault: number, most: number): number {
  if (asked === 0) return byDefault;
  if (asked < 1 || asked > most) throw new RpcError('invalid', `page_size is 1 to ${most}; 0 means ${byDefault}`);
  return asked;
}
