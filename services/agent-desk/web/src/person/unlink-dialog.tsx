import type { Link, LinkPreview, Person } from '../../../wire/identity.ts';
import { Modal } from '../ui/modal.tsx';
import { useLinkActions } from './link-actions.ts';
import { usePreview } from './person-queries.ts';
import { PreviewForm } from './preview-form.tsx';
import { PreviewSides } from './preview-sides.tsx';

interface UnlinkDialogProps {
  readonly link: Link;
  readonly person: Person;
  readonly onClose: () => void;
}

/** Takes a link back, after a look at the two threads that it leaves. */
export function UnlinkDialog({ link, person, onClose }: UnlinkDialogProps) {
  const { customerId } = person;
  const { linkId } = link;
  const preview = usePreview(customerId, { linkId });
  const { unlink } = useLinkActions();
  const confirm = (note: string) => {
    unlink.mutate({ customerId, linkId, note, sides: sidesOf(preview.data) }, { onSuccess: onClose });
  };
  return (
    <Modal title="Take apart" wide onClose={onClose}>
      <PreviewForm
        preview={preview}
        does="Take apart"
        consequence="Each side goes on in a thread of its own, exactly as its own messages say. Nothing is deleted, and it can be undone."
        busy={unlink.isPending}
        error={unlink.error}
        onConfirm={confirm}
        onCancel={onClose}
      >
        {(shown) => <PreviewSides preview={shown} />}
      </PreviewForm>
    </Modal>
  );
}

function sidesOf(preview: LinkPreview | undefined): readonly [string, string] | undefined {
  const [one, other] = preview?.sides ?? [];
  const [first] = one?.identities ?? [];
  const [second] = other?.identities ?? [];
  return first === undefined || second === undefined ? undefined : [first.customerId, second.customerId];
}
