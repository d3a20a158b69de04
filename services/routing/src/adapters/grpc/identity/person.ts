import type {
  FindPeopleRequest,
  FindPeopleResponseInput,
  GetPersonRequest,
  LinkPreviewInput,
  ListMatchesRequest,
  ListMatchesResponseInput,
  PersonInput,
  PreviewLinkRequest,
} from '@onethread/rpc';
import { findPeople as find } from '../../../use-cases/identity/find-people.ts';
import { previewLink as previewOfLink, previewUnlink } from '../../../use-cases/identity/preview-link.ts';
import { listMatches as list } from '../../../use-cases/identity/read-matches.ts';
import { readPerson } from '../../../use-cases/identity/read-person.ts';
import { authenticateAgent, authenticateReader } from '../authenticate.ts';
import { encodeIdentities } from '../encode-identities.ts';
import { customerIdFrom, linkIdFrom } from '../ids.ts';
import { pageSizeOf } from '../page-size.ts';
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

const MATCHES = { byDefault: 50, most: 100 };

export const listMatches: UnaryMethod<ListMatchesRequest, ListMatchesResponseInput> = async (
  context,
  request,
  metadata,
) => {
  await authenticateAgent(context, metadata);
  const pageSize = pageSizeOf(request.pageSize, MATCHES);
  const { matches, nextPageToken } = await list(context.reading, { pageToken: request.pageToken, pageSize });
  const encoded = [];
  for (const match of matches) encoded.push(await encodeMatch(context.useCases.collections, match));
  return { matches: encoded, nextPageToken };
};

const PEOPLE = { byDefault: 20, most: 50 };

export const findPeople: UnaryMethod<FindPeopleRequest, FindPeopleResponseInput> = async (
  context,
  request,
  metadata,
) => {
  await authenticateAgent(context, metadata);
  const limit = pageSizeOf(request.pageSize, PEOPLE);
  const people = await find(context.useCases.collections, request.query, limit);
  const encoded = [];
  for (const { customerId, name, identities } of people) {
    encoded.push({ customerId, name, identities: await encodeIdentities(context.useCases.collections, identities) });
  }
  return { people: encoded };
};
