import { WifiOff } from 'lucide-react';
import { duration } from '../targets/target-words.ts';
import { fullTime } from '../ui/times.ts';
import type { Freshness } from './wallboard-state.ts';

interface FreshnessLineProps {
  readonly freshness: Freshness;
  readonly atMs: number;
  readonly now: number;
}

/** Says when the figures are old; says nothing while they are new. */
export function FreshnessLine({ freshness, atMs, now }: FreshnessLineProps) {
  const isOld = freshness === 'old';
  return (
    <>
      <output className="visually-hidden">{isOld ? 'The figures are old. Connecting again.' : ''}</output>
      {isOld && (
        <p className="wallboard-old" title={fullTime(atMs)} aria-hidden>
          <WifiOff size={17} /> These figures are {duration(now - atMs)} old. Connecting again…
        </p>
      )}
    </>
  );
}
