import { excerptPieces } from './excerpt-pieces.ts';

/** An excerpt with what was found in it; text all through, never markup. */
export function MarkedText({ excerpt, marks }: { readonly excerpt: string; readonly marks: readonly number[] }) {
  return (
    <span className="excerpt" dir="auto">
      {excerptPieces(excerpt, marks).map((piece, index) =>
        // Pieces of one excerpt never change their place.
        piece.marked ? <mark key={index}>{piece.text}</mark> : piece.text,
      )}
    </span>
  );
}
