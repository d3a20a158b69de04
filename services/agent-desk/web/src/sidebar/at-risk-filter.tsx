import { TriangleAlert } from 'lucide-react';

interface AtRiskFilterProps {
  readonly count: number;
  readonly active: boolean;
  readonly onChange: (active: boolean) => void;
}

/** Above a list, only where something is at risk: shows that alone. */
export function AtRiskFilter({ count, active, onChange }: AtRiskFilterProps) {
  if (count === 0 && !active) return null;
  return (
    <div className="risk-filter">
      <button type="button" className="risk-toggle" aria-pressed={active} onClick={() => onChange(!active)}>
        <TriangleAlert size={14} aria-hidden /> At risk or missed <span className="count">{count}</span>
      </button>
    </div>
  );
}
