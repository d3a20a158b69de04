import { partsFromProto, type FeedItem, type FeedState, type FeedUpdate } from '@onethread/rpc';
import type { Part } from '@onethread/contracts';
import type { FileLinks } from '../files/file-links.ts';
import type { FeedMessage, FeedPage, FeedPart, FeedStateView } from '../protocol.ts';
import { cidOf } from '../message-id.ts';

/** Routing's feed in the words of the in-app protocol: own ids found again, files as signed links. */
export function messageView(item: FeedItem, links: FileLinks): FeedMessage {
  const cid = item.mine ? cidOf(item.providerMessageId) : undefined;
  return {
    id: item.itemId,
    at: item.atUs,
    rev: item.rev,
    mine: item.mine,
    ...(cid === undefined ? {} : { cid }),
    ...(item.agentName === '' ? {} : { agentName: item.agentName }),
    parts: partsFromProto(item.parts).map((part) => partView(part, links)),
    edited: item.edited,
    unsent: item.unsent,
  };
}

export function pageView(update: FeedUpdate, links: FileLinks): FeedPage {
  return {
    snapshot: update.snapshot,
    items: update.items.map((item) => messageView(item, links)),
    cursor: update.cursor,
    state: stateView(update.state),
    ...(update.olderPageToken === '' ? {} : { older: update.olderPageToken }),
    live: update.live,
  };
}

function stateView(state: FeedState | null): FeedStateView {
  return {
    readUpTo: state?.customerReadUpToUs ?? 0,
    agentsReadUpTo: state?.agentsReadUpToUs ?? 0,
    unread: state?.unread ?? 0,
  };
}

function partView(part: Part, links: FileLinks): FeedPart {
  switch (part.kind) {
    case 'text':
      return { kind: 'text', text: part.text };
    case 'image':
    case 'audio':
    case 'video':
    case 'file':
    case 'sticker':
      return {
        kind: part.kind,
        name: part.name,
        contentType: part.contentType,
        size: part.size,
        url: links.sign(part.blobId),
      };
    case 'location':
      return { kind: 'location', latitude: part.latitude, longitude: part.longitude, title: part.title ?? '' };
    case 'card':
      return { kind: 'card', title: part.title, url: part.url ?? '' };
    case 'choice':
      return { kind: 'choice', title: part.title };
    case 'missing-file':
      return { kind: 'missing-file', name: part.name, reason: part.reason };
    case 'unsupported':
      return { kind: 'unsupported' };
    default:
      return part satisfies never;
  }
}
