import { Plus, X } from 'lucide-react';
import type { SkillNeed } from '../../../../wire/assignment.ts';
import { MAX_SKILL_LEVEL } from '../../../../wire/settings.ts';
import { useEditor } from '../draft/editor-context.ts';
import { FieldGroup } from './field-parts.tsx';
import type { FieldProps } from './field-parts.tsx';

interface NeedsFieldProps extends FieldProps {
  readonly needs: readonly SkillNeed[];
  readonly empty: string;
  readonly onChange: (needs: readonly SkillNeed[]) => void;
}

const LEVELS = Array.from({ length: MAX_SKILL_LEVEL }, (_, at) => at + 1);

/** Skills with their levels. */
export function NeedsField({ needs, empty, onChange, ...frame }: NeedsFieldProps) {
  const { skills } = useEditor().draft.settings;
  const put = (at: number, patch: Partial<SkillNeed>) =>
    onChange(needs.map((need, index) => (index === at ? { ...need, ...patch } : need)));
  const unused = skills.find(({ id }) => !needs.some((need) => need.skill === id));
  return (
    <FieldGroup {...frame}>
      {needs.length === 0 && <p className="faint">{skills.length === 0 ? 'There are no skills yet.' : empty}</p>}
      {needs.map(({ skill, level }, at) => (
        // A row is its place: its skill is what changes.
        <div key={at} className="need-row" data-path={`${frame.path}[${at}]`}>
          <select aria-label="Skill" value={skill} onChange={(event) => put(at, { skill: event.target.value })}>
            {!skills.some(({ id }) => id === skill) && <option value={skill}>{skill} (does not exist)</option>}
            {skills.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
          <select
            aria-label={`Level of ${skill}`}
            value={level}
            onChange={(event) => put(at, { level: Number(event.target.value) })}
          >
            {LEVELS.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
          <button
            type="button"
            className="icon-button"
            aria-label={`Remove ${skill}`}
            onClick={() => onChange(needs.filter((_, index) => index !== at))}
          >
            <X size={16} aria-hidden />
          </button>
        </div>
      ))}
      {unused !== undefined && (
        <button
          type="button"
          className="button small ghost"
          onClick={() => onChange([...needs, { skill: unused.id, level: 1 }])}
        >
          <Plus size={14} aria-hidden /> Add a skill
        </button>
      )}
    </FieldGroup>
  );
}
