import { offersOf } from '../state/conversation-lists.ts';
import { useDeskState } from '../desk/desk-context.ts';
import { MatchesLink } from '../person/matches-link.tsx';
import { SearchButton } from '../search/search-button.tsx';
import { ConversationLists } from './conversation-lists.tsx';
import { MyState } from './my-state.tsx';
import { NotAvailable } from './not-available.tsx';
import { OfferCard } from './offer-card.tsx';

interface SidebarProps {
  readonly selectedId: string;
  /** No conversation is open: the lists are what the page is about. */
  readonly isMain: boolean;
  readonly onSignedOut: () => void;
  readonly onShortcuts: () => void;
  readonly onSearch: () => void;
  /** The page of possible matches is open. */
  readonly onMatches: boolean;
}

/** My state, offers, lists. */
export function Sidebar({ selectedId, isMain, onSignedOut, onShortcuts, onSearch, onMatches }: SidebarProps) {
  const state = useDeskState();
  const offers = offersOf(state);
  return (
    <div className="sidebar" role={isMain ? 'main' : 'navigation'} aria-label="Conversations">
      {isMain && <h1 className="visually-hidden">Conversations</h1>}
      <MyState onSignedOut={onSignedOut} onShortcuts={onShortcuts} />
      <SearchButton onSearch={onSearch} />
      <MatchesLink selected={onMatches} />
      <NotAvailable />
      <section aria-label="Offers" className="offers">
        {offers.map((offer) => (
          <OfferCard key={`${offer.conversationId}-${offer.reservation?.reservationId}`} offer={offer} />
        ))}
        <output className="visually-hidden">
          {offers.length === 0
            ? ''
            : `${offers.length} new ${offers.length === 1 ? 'offer' : 'offers'}: press O to go there`}
        </output>
      </section>
      <ConversationLists selectedId={selectedId} />
    </div>
  );
}
