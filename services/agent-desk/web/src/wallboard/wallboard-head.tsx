import { Maximize, Minimize } from 'lucide-react';
import { useTeamNames } from '../transfer/use-team-names.ts';
import { PageHead } from '../ui/page-head.tsx';
import { fillScreen, leaveScreen } from './big-screen.ts';

interface WallboardHeadProps {
  readonly teamId: string;
  readonly bigScreen: boolean;
  readonly onTeam: (teamId: string) => void;
  readonly onBigScreen: (bigScreen: boolean) => void;
}

/** Which team is shown, and how large. */
export function WallboardHead({ teamId, bigScreen, onTeam, onBigScreen }: WallboardHeadProps) {
  const teams = useTeamNames();
  const toggle = () => {
    onBigScreen(!bigScreen);
    void (bigScreen ? leaveScreen() : fillScreen());
  };
  const Icon = bigScreen ? Minimize : Maximize;
  const unknown = teamId !== '' && !teams.has(teamId);
  return (
    <PageHead title="Wallboard">
      {(teams.size > 0 || unknown) && (
        <label className="inline-field">
          <span className="wide-only">Team</span>
          <select value={teamId} aria-label="Team" onChange={(event) => onTeam(event.target.value)}>
            <option value="">All teams</option>
            {unknown && <option value={teamId}>{teamId}</option>}
            {[...teams].map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <button type="button" className="button ghost" aria-pressed={bigScreen} onClick={toggle}>
        <Icon size={16} aria-hidden /> <span className="wide-only">Big screen</span>
        <span className="visually-hidden narrow-name">Big screen</span>
      </button>
    </PageHead>
  );
}
