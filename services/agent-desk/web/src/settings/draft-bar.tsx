import { useEditor } from './draft/editor-context.ts';

interface DraftBarProps {
  readonly isStale: boolean;
  readonly onReview: () => void;
  readonly onDiscard: () => void;
  readonly onUpdate: () => void;
}

/** Says that there is a draft, and what can be done with it. */
export function DraftBar({ isStale, onReview, onDiscard, onUpdate }: DraftBarProps) {
  const { changed, canEdit } = useEditor();
  if (!canEdit) return <p className="draft-bar">You can look at the settings; administrators change them.</p>;
  if (changed.size === 0) return null;
  return (
    <div className="draft-bar" data-stale={isStale}>
      <output>
        {isStale
          ? 'Somebody else has changed the settings meanwhile; your draft starts from an older version.'
          : 'A draft: nothing is in force yet.'}
      </output>
      {isStale && (
        <button type="button" className="button small" onClick={onUpdate}>
          Load theirs and keep my changes
        </button>
      )}
      <button type="button" className="button small ghost" onClick={onDiscard}>
        Discard
      </button>
      <button type="button" className="button small primary" onClick={onReview}>
        Review changes
      </button>
    </div>
  );
}
