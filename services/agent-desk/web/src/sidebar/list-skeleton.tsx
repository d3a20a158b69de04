/** In the shape of what is being loaded. */
export function ListSkeleton() {
  return (
    <output className="list-skeleton" aria-label="Loading conversations">
      {[1, 2, 3, 4].map((row) => (
        <span key={row} className="skeleton skeleton-row" />
      ))}
    </output>
  );
}
