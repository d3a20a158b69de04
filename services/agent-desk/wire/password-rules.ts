import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from './api.ts';

/** Long enough for the length rule, and still the first that anybody tries. */
const COMMON = [
  'password',
  'passwort',
  '12345678',
  'qwerty',
  'qwertz',
  'letmein',
  'welcome',
  'iloveyou',
  'admin',
  'onethread',
];

/** What is wrong with a new password, in plain words; empty when it may be used. The same rules at the desk and its server. */
export function passwordProblems(password: string, owner: { readonly email: string; readonly name: string }): string[] {
  const problems: string[] = [];
  const length = Array.from(password).length;
  if (length < MIN_PASSWORD_LENGTH)
    problems.push(`Use at least ${MIN_PASSWORD_LENGTH} characters; a few words are fine.`);
  if (length > MAX_PASSWORD_LENGTH) problems.push(`Use at most ${MAX_PASSWORD_LENGTH} characters.`);
  const rest = withoutKnownWords(password.toLowerCase(), owner);
  if (length >= MIN_PASSWORD_LENGTH && new Set(rest).size < 5) {
    problems.push(
      'Too easy to guess: mix more different characters, and do not build it from your name or a common word.',
    );
  }
  return problems;
}

function withoutKnownWords(password: string, owner: { readonly email: string; readonly name: string }): string {
  const own = [owner.email, owner.email.split('@')[0] ?? '', ...owner.name.split(/\s+/)].map((word) =>
    word.toLowerCase(),
  );
  const words = [...own, ...COMMON].filter((word) => word.length >= 4);
  return words.reduce((rest, word) => rest.replaceAll(word, ''), password);
}
