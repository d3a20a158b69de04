import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { InviteLink, Team, TeamMember } from '../../../wire/api.ts';
import { callDesk, messageOf } from '../api/http.ts';
import { useDesk } from '../desk/desk-context.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Modal } from '../ui/modal.tsx';
import { toast } from '../ui/toasts.tsx';
import { AddMemberForm } from './add-member-form.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { PageHead } from '../ui/page-head.tsx';

/** The team, for administrators. */
export function TeamPage() {
  const [adding, setAdding] = useState(false);
  const [invited, setInvited] = useState<{ readonly name: string; readonly link: InviteLink }>();
  const team = useQuery({ queryKey: ['team'], queryFn: () => callDesk<Team>('GET', '/team') });
  const invite = useMutation({
    mutationFn: async (member: Pick<TeamMember, 'agentId' | 'name'>) => ({
      name: member.name,
      link: await callDesk<InviteLink>('POST', `/team/${encodeURIComponent(member.agentId)}/invite`),
    }),
    onSuccess: setInvited,
    onError: (error) => toast(messageOf(error), { kind: 'error' }),
  });
  return (
    <main className="pane team-page">
      <PageHead title="Team">
        <button type="button" className="button primary" onClick={() => setAdding(true)}>
          <UserPlus size={16} aria-hidden /> Add agent
        </button>
      </PageHead>
      <div className="team-body">
        {team.isPending && <output>Loading the team…</output>}
        {team.isError && (
          <p role="alert" className="form-error">
            {messageOf(team.error)}
          </p>
        )}
        <ul className="team-list">
          {team.data?.members.map((member) => (
            <MemberRow
              key={member.agentId}
              member={member}
              inviting={invite.isPending}
              onInvite={() => invite.mutate(member)}
            />
          ))}
        </ul>
      </div>
      {adding && (
        <Modal title="Add an agent" onClose={() => setAdding(false)}>
          <AddMemberForm
            onAdded={(member) => {
              setAdding(false);
              void team.refetch();
              invite.mutate(member);
            }}
          />
        </Modal>
      )}
      {invited !== undefined && (
        <InviteDialog name={invited.name} link={invited.link} onClose={() => setInvited(undefined)} />
      )}
    </main>
  );
}

interface MemberRowProps {
  readonly member: TeamMember;
  readonly inviting: boolean;
  readonly onInvite: () => void;
}

function MemberRow({ member, inviting, onInvite }: MemberRowProps) {
  const { agent } = useDesk();
  const queries = useQueryClient();
  const toggle = useMutation({
    mutationFn: () =>
      callDesk('POST', `/team/${encodeURIComponent(member.agentId)}/disabled`, { disabled: !member.disabled }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['team'] }),
    onError: (error) => toast(messageOf(error), { kind: 'error' }),
  });
  const access = member.disabled ? 'Disabled' : member.hasPassword ? 'Can sign in' : 'Not signed in yet';
  return (
    <li className="member" data-disabled={member.disabled}>
      <Avatar name={member.name} size={38} />
      <div className="member-who">
        <strong dir="auto">{member.name}</strong>
        <span className="faint">{member.email}</span>
        <span className="faint">
          {member.role} · holds up to {member.capacity} · {access}
        </span>
      </div>
      <div className="member-actions">
        <button type="button" className="button small" disabled={inviting || member.disabled} onClick={onInvite}>
          Invitation link<span className="visually-hidden"> for {member.name}</span>
        </button>
        {member.agentId !== agent.agentId && (
          <button
            type="button"
            className="button small ghost"
            disabled={toggle.isPending}
            onClick={() => toggle.mutate()}
          >
            {member.disabled ? 'Enable' : 'Disable'}
            <span className="visually-hidden"> {member.name}</span>
          </button>
        )}
      </div>
    </li>
  );
}
