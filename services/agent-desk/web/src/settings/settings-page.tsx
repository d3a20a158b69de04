import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { messageOf } from '../api/http.ts';
import { useDesk, useDeskState } from '../desk/desk-context.ts';
import { isSupervisor } from '../transfer/transfer-targets.ts';
import { PageHead } from '../ui/page-head.tsx';
import { toast } from '../ui/toasts.tsx';
import { DraftBar } from './draft-bar.tsx';
import { EditorContext } from './draft/editor-context.ts';
import { useSettingsDraft } from './draft/use-settings-draft.ts';
import { LeaveDialog } from './leave-dialog.tsx';
import { ReviewDialog } from './review/review-dialog.tsx';
import { SectionBody } from './section-body.tsx';
import { SECTIONS } from './sections.ts';
import { settingPathWords } from './setting-place.ts';
import { SettingsNav } from './settings-nav.tsx';
import { useLeaveGuard } from './use-leave-guard.ts';
import { useSoughtField } from './use-sought-field.ts';

interface SettingsPageProps {
  readonly section: string;
  readonly entry: string;
}

/** Who gets what: looked at by supervisors, changed by administrators. */
export function SettingsPage(props: SettingsPageProps) {
  const { agent } = useDesk();
  const { me } = useDeskState();
  const { role } = me ?? agent;
  return (
    <main className="pane settings">
      <PageHead title="Assignment settings" />
      {isSupervisor(role) ? (
        <SettingsPages {...props} canEdit={role === 'admin'} />
      ) : (
        <p className="page-note">Supervisors and administrators see the settings.</p>
      )}
    </main>
  );
}

function SettingsPages({ section, entry, canEdit }: SettingsPageProps & { readonly canEdit: boolean }) {
  const { agent } = useDesk();
  const queries = useQueryClient();
  const { query, editor, isStale, discard, bringUpToDate } = useSettingsDraft(agent.agentId, canEdit);
  const [reviewing, setReviewing] = useState(false);
  const { leaving, stay } = useLeaveGuard((editor?.changed.size ?? 0) > 0);
  const { id } = SECTIONS.find((one) => one.id === section) ?? SECTIONS[0];
  useSoughtField(editor === undefined ? '' : `${id}/${entry}`);
  if (editor === undefined) {
    return query.isError ? (
      <div role="alert" className="page-note">
        <p className="form-error">{messageOf(query.error)}</p>
        <button type="button" className="button" onClick={() => void query.refetch()}>
          Try again
        </button>
      </div>
    ) : (
      <output className="page-note">Loading the settings…</output>
    );
  }
  const update = async () => {
    setReviewing(false);
    const conflicts = await bringUpToDate();
    const both = conflicts.map(settingPathWords).join(', ');
    toast(both === '' ? 'Your changes are on top of theirs now.' : `Both changed: ${both}. Yours stands in the draft.`);
  };
  const onApplied = (version: number) => {
    setReviewing(false);
    discard();
    toast(`In force: version ${version}.`);
    for (const key of ['settings', 'settings-changes', 'team-names'])
      void queries.invalidateQueries({ queryKey: [key] });
  };
  return (
    <EditorContext value={editor}>
      <DraftBar
        isStale={isStale}
        onReview={() => setReviewing(true)}
        onDiscard={discard}
        onUpdate={() => void update()}
      />
      <div className="settings-body">
        <SettingsNav section={id} />
        <div className="settings-section">
          <SectionBody section={id} entry={entry} />
        </div>
      </div>
      {reviewing && (
        <ReviewDialog onClose={() => setReviewing(false)} onApplied={onApplied} onStale={() => void update()} />
      )}
      {leaving !== undefined && (
        <LeaveDialog
          onStay={stay}
          onKeep={() => {
            stay();
            leaving.go();
          }}
          onDiscard={() => {
            discard();
            stay();
            leaving.go();
          }}
        />
      )}
    </EditorContext>
  );
}
