import { useMutation } from '@tanstack/react-query';
import type { Session } from '../../../wire/api.ts';
import { callDesk, messageOf } from '../api/http.ts';
import type { SessionFormProps } from './login-page.tsx';

export function SignInForm({ onSignedIn }: SessionFormProps) {
  const signIn = useMutation({
    mutationFn: (form: FormData) =>
      callDesk<Session>('POST', '/session', { email: form.get('email'), password: form.get('password') }),
    onSuccess: ({ agent }) => onSignedIn(agent),
  });
  return (
    <form action={(form) => signIn.mutate(form)} className="session-form">
      <h1>Sign in to the desk</h1>
      {signIn.isError && (
        <p role="alert" className="form-error">
          {messageOf(signIn.error)}
        </p>
      )}
      <label className="field">
        Email
        <input name="email" type="text" inputMode="email" autoComplete="username" required maxLength={320} />
      </label>
      <label className="field">
        Password
        <input name="password" type="password" autoComplete="current-password" required />
      </label>
      <button type="submit" className="button primary wide" disabled={signIn.isPending}>
        {signIn.isPending ? 'Signing in…' : 'Sign in'}
      </button>
      <p className="form-hint">No password yet, or forgotten? Ask an administrator for an invitation link.</p>
    </form>
  );
}
