import { SmallList } from './lists/small-list.tsx';
import { NumberField } from './fields/number-field.tsx';

export function SkillsSection() {
  return <SmallList list="skills" />;
}

export function TeamsSection() {
  return (
    <SmallList list="teams">
      {({ id, name, maxLoad }, put) => (
        <NumberField
          label={`Most that ${name} hold together`}
          path={`teams[${id}].maxLoad`}
          placeholder="no limit"
          value={maxLoad === 0 ? undefined : maxLoad}
          min={1}
          max={100_000}
          onChange={(most) => put({ maxLoad: most ?? 0 })}
        />
      )}
    </SmallList>
  );
}
