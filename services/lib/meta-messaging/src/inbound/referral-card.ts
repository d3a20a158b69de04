import type { Part } from '@onethread/contracts';
import { card } from '@onethread/meta-graph';
import type { MetaReferral } from './event-schemas.ts';

/** Where a person came from, as Meta names it. */
const SOURCES: Readonly<Record<string, string>> = {
  ADS: 'an ad',
  SHORTLINK: 'a link',
  CUSTOMER_CHAT_PLUGIN: 'the chat on your website',
  MESSENGER_CODE: 'a Messenger code',
  DISCOVER_TAB: 'Discover',
  PRODUCT: 'a product',
  IGME: 'an ig.me link',
};

/** How the person came to write: by which ad, link or page. */
export function referralCard(referral: MetaReferral): Part {
  const { source, ref, ad_id: adId, ads_context_data: ad, referer_uri: page } = referral;
  const from = `Came by ${SOURCES[source ?? ''] ?? 'a link'}`;
  const which = ad?.ad_title ?? (ref ? `“${ref}”` : undefined) ?? (adId ? `no. ${adId}` : undefined);
  return card(which === undefined ? from : `${from}: ${which}`, page ?? ad?.photo_url ?? ad?.video_url);
}
