interface LoadBarProps {
  readonly label: string;
  readonly load: number;
  readonly capacity: number;
}

/** How much of a capacity is taken; beyond it the bar is full and the words say so. */
export function LoadBar({ label, load, capacity }: LoadBarProps) {
  const most = Math.max(1, capacity);
  const level = load > capacity ? 'beyond' : load === capacity ? 'full' : 'room';
  return (
    <div className="load-bar" data-level={level}>
      <span>
        {label} {load} of {capacity}
        {level === 'beyond' && ', beyond capacity'}
        {level === 'full' && ', full'}
      </span>
      <progress value={Math.min(load, most)} max={most} aria-label={label} />
    </div>
  );
}
