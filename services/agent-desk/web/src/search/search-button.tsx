import { Search } from 'lucide-react';

/** In the sidebar: what looks like a field opens the search. */
export function SearchButton({ onSearch }: { readonly onSearch: () => void }) {
  return (
    <button type="button" className="search-button" onClick={onSearch}>
      <Search size={16} aria-hidden /> Search all threads <kbd aria-hidden>/</kbd>
    </button>
  );
}
