import { CircleAlert, Clock, PauseCircle, TriangleAlert } from 'lucide-react';
import { fullTime } from '../ui/times.ts';
import type { TargetStanding, TargetState } from './target-words.ts';

const ICONS = { missed: CircleAlert, 'at-risk': TriangleAlert, 'on-time': Clock, paused: PauseCircle } as const;
const SHORT: Readonly<Record<TargetState, string>> = { missed: '', 'at-risk': 'at risk, ', 'on-time': '', paused: '' };

interface TargetBadgeProps {
  readonly standing: TargetStanding;
  /** Also says which target it is. */
  readonly long?: boolean;
}

/** How a target stands: a sign, words, and a colour beside them. */
export function TargetBadge({ standing, long = false }: TargetBadgeProps) {
  const { state, words, name, dueMs } = standing;
  const Icon = ICONS[state];
  return (
    <span className="target-badge" data-state={state} title={dueMs === 0 ? name : `${name}. Due ${fullTime(dueMs)}`}>
      <Icon size={13} aria-hidden />
      <span aria-hidden>{long ? name : SHORT[state] + words}</span>
      <span className="visually-hidden">{name}</span>
    </span>
  );
}
