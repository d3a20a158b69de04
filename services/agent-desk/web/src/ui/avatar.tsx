/** Initials on a colour of the name's own. */
export function Avatar({ name, size = 32 }: { readonly name: string; readonly size?: number }) {
  const initials = name
    .split(/\s+/)
    .map((word) => word.at(0) ?? '')
    .join('')
    .slice(0, 2)
    .toUpperCase();
  return (
    <span
      className="avatar"
      data-hue={hueOf(name)}
      style={{ width: size, height: size, fontSize: size * 0.38 }}
      aria-hidden
    >
      {initials === '' ? '·' : initials}
    </span>
  );
}

function hueOf(name: string): number {
  let sum = 0;
  for (const char of name) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 6;
  return sum;
}
