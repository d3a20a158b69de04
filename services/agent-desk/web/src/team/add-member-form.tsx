import { useMutation } from '@tanstack/react-query';
import type { TeamMember } from '../../../wire/api.ts';
import { callDesk, messageOf } from '../api/http.ts';

export function AddMemberForm({ onAdded }: { readonly onAdded: (member: TeamMember) => void }) {
  const add = useMutation({
    mutationFn: (form: FormData) =>
      callDesk<TeamMember>('POST', '/team', {
        name: form.get('name'),
        email: form.get('email'),
        role: form.get('role'),
        capacity: Number(form.get('capacity')),
      }),
    onSuccess: onAdded,
  });
  return (
    <form action={(form) => add.mutate(form)} className="modal-form">
      {add.isError && (
        <p role="alert" className="form-error">
          {messageOf(add.error)}
        </p>
      )}
      <label className="field">
        Name
        <input name="name" required maxLength={100} autoComplete="off" />
      </label>
      <label className="field">
        Email
        <input name="email" type="email" required maxLength={320} autoComplete="off" />
      </label>
      <label className="field">
        Role
        <select name="role" defaultValue="agent">
          <option value="agent">Agent</option>
          <option value="supervisor">Supervisor</option>
          <option value="admin">Administrator</option>
        </select>
      </label>
      <label className="field">
        Capacity: how much at once
        <input name="capacity" type="number" min={1} max={1000} defaultValue={10} required />
      </label>
      <button type="submit" className="button primary" disabled={add.isPending}>
        Add and make an invitation link
      </button>
    </form>
  );
}
