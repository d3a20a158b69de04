import { useState } from 'react';
import { fileUrl } from '../api/upload-file.ts';

interface AvatarProps {
  readonly name: string;
  readonly size?: number;
  /** A file that shows the person; empty or absent: none is known. */
  readonly picture?: string;
}

/** The person's picture over initials on a colour of the name's own, which show while it loads and where it cannot be had. */
export function Avatar({ name, size = 32, picture = '' }: AvatarProps) {
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
      {picture !== '' && <Picture key={picture} blobId={picture} size={size} />}
    </span>
  );
}

/** The name stands beside it: it says nothing to whoever does not see it. */
function Picture({ blobId, size }: { readonly blobId: string; readonly size: number }) {
  const [state, setState] = useState<'loading' | 'shown' | 'failed'>('loading');
  if (state === 'failed') return null;
  return (
    <img
      src={fileUrl(blobId)}
      alt=""
      width={size}
      height={size}
      loading="lazy"
      decoding="async"
      draggable={false}
      data-shown={state === 'shown'}
      onLoad={() => setState('shown')}
      onError={() => setState('failed')}
    />
  );
}

function hueOf(name: string): number {
  let sum = 0;
  for (const char of name) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 6;
  return sum;
}
