import type { Match } from '../../../wire/identity.ts';
import { Modal } from '../ui/modal.tsx';
import { MatchReasons } from './match-reasons.tsx';
import { useLinkActions } from './link-actions.ts';
import { usePerson, usePreview } from './person-queries.ts';
import { PreviewForm } from './preview-form.tsx';
import { PreviewSides } from './preview-sides.tsx';

/** Who is to be linked with a person. */
export interface LinkTarget {
  readonly customerId: string;
  readonly name: string;
  /** The possible match that says so. */
  readonly match?: Match;
}

interface LinkFormProps {
  readonly customerId: string;
  readonly target: LinkTarget;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Links two, after a look at the thread that they would be. */
export function LinkForm({ customerId, target, onDone, onCancel }: LinkFormProps) {
  const { customerId: otherCustomerId, name: otherName, match } = target;
  const person = usePerson(customerId);
  const preview = usePreview(customerId, { otherCustomerId });
  const { link } = useLinkActions();
  const own = new Set(person.data?.identities.map((one) => one.identityId));
  const confirm = (note: string) => {
    const matched = match === undefined ? {} : { matchId: match.matchId };
    link.mutate({ customerId, otherCustomerId, otherName, note, ...matched }, { onSuccess: onDone });
  };
  return (
    <PreviewForm
      preview={preview}
      does="Link: they are one person"
      consequence="Agents see one thread from now on. The customer’s own history does not change: that takes the customer’s own proof. It can be undone at any time."
      busy={link.isPending}
      error={link.error}
      onConfirm={confirm}
      onCancel={onCancel}
    >
      {(shown) => (
        <>
          {match !== undefined && <MatchReasons match={match} />}
          <PreviewSides
            preview={shown}
            isNew={(one) => shown.obstacle === '' && person.data !== undefined && !own.has(one.identityId)}
          />
        </>
      )}
    </PreviewForm>
  );
}

interface MatchDialogProps {
  readonly match: Match;
  readonly onClose: () => void;
}

/** A possible match, looked at before it is accepted. */
export function MatchDialog({ match, onClose }: MatchDialogProps) {
  const target = { customerId: match.otherCustomerId, name: match.otherName || 'the other side', match };
  return (
    <Modal title={`The same person as ${target.name}?`} wide onClose={onClose}>
      <LinkForm customerId={match.customerId} target={target} onDone={onClose} onCancel={onClose} />
    </Modal>
  );
}
