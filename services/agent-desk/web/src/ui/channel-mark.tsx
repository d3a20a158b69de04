import type { ChannelInfo } from '../../../wire/model.ts';
import { inkOn } from './ink.ts';

/** A channel's own colour and sign; the label stands beside it wherever there is room. */
export function ChannelMark({
  channel,
  size = 20,
}: {
  readonly channel: ChannelInfo | undefined;
  readonly size?: number;
}) {
  const color = channel?.color ?? '#5b6472';
  return (
    <span
      className="channel-mark"
      style={{ background: color, color: inkOn(color), width: size, height: size, fontSize: size * 0.55 }}
      aria-hidden
    >
      {channel?.glyph ?? '?'}
    </span>
  );
}

export function ChannelLabel({ channel, name }: { readonly channel: ChannelInfo | undefined; readonly name: string }) {
  return (
    <span className="channel-label">
      <ChannelMark channel={channel} size={16} />
      {channel?.label ?? name}
    </span>
  );
}
