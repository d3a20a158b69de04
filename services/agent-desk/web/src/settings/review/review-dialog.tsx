import { useQuery } from '@tanstack/react-query';
import type { SettingsCheck } from '../../../../wire/settings.ts';
import { callDesk, messageOf } from '../../api/http.ts';
import { Modal } from '../../ui/modal.tsx';
import { useEditor } from '../draft/editor-context.ts';
import { wishOf } from '../draft/settings-draft.ts';
import { ApplyForm } from './apply-form.tsx';
import { ChangeList } from './change-list.tsx';
import { ProblemList } from './problem-list.tsx';

interface ReviewDialogProps {
  readonly onClose: () => void;
  readonly onApplied: (version: number) => void;
  /** Somebody else was faster: bring the draft up to date. */
  readonly onStale: () => void;
}

/** What the draft would change and what is wrong with it, as routing says; then puts it in force. */
export function ReviewDialog({ onClose, onApplied, onStale }: ReviewDialogProps) {
  const { draft } = useEditor();
  const wish = wishOf(draft);
  const check = useQuery({
    queryKey: ['settings-check', wish],
    queryFn: () => callDesk<SettingsCheck>('POST', '/settings/check', wish),
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <Modal title="Review changes" wide onClose={onClose}>
      {check.isPending && <output className="faint">Checking…</output>}
      {check.isError && (
        <div role="alert" className="review-part">
          <p className="form-error">{messageOf(check.error)}</p>
          <button type="button" className="button small" onClick={() => void check.refetch()}>
            Check again
          </button>
        </div>
      )}
      {check.data !== undefined && (
        <div className="review">
          {check.data.versionInForce !== draft.base.version && (
            <div role="alert" className="review-stale">
              <p>Somebody else has changed the settings meanwhile.</p>
              <button type="button" className="button small" onClick={onStale}>
                Load theirs and keep my changes
              </button>
            </div>
          )}
          {check.data.problems.length > 0 && (
            <section className="review-part" aria-label="Problems">
              <h3>Problems</h3>
              <ProblemList problems={check.data.problems} onGo={onClose} />
            </section>
          )}
          <section className="review-part" aria-label="Changes">
            <h3>
              {check.data.changes.length} {check.data.changes.length === 1 ? 'change' : 'changes'}
            </h3>
            <ChangeList changes={check.data.changes} />
          </section>
          <ApplyForm
            wish={wish}
            check={check.data}
            expectedVersion={draft.base.version}
            onApplied={onApplied}
            onRefused={() => void check.refetch()}
          />
        </div>
      )}
    </Modal>
  );
}
