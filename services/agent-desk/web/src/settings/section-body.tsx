import type { ReactNode } from 'react';
import { AgentEditor } from './agents/agent-editor.tsx';
import { AgentsSection } from './agents/agents-section.tsx';
import { CalendarEditor } from './calendars/calendar-editor.tsx';
import { CalendarsSection } from './calendars/calendars-section.tsx';
import { ChannelsSection } from './channels-section.tsx';
import { useEditor } from './draft/editor-context.ts';
import { findEntry } from './draft/settings-lists.ts';
import { GeneralSection } from './general-section.tsx';
import { HistorySection } from './history-section.tsx';
import { SkillsSection, TeamsSection } from './named-sections.tsx';
import { QueueEditor } from './queues/queue-editor.tsx';
import { QueuesSection } from './queues/queues-section.tsx';
import { RuleEditor } from './rules/rule-editor.tsx';
import { RulesSection } from './rules/rules-section.tsx';
import { SECTIONS } from './sections.ts';
import type { SectionId } from './sections.ts';

const LISTS: Readonly<Record<SectionId, () => ReactNode>> = {
  queues: QueuesSection,
  rules: RulesSection,
  agents: AgentsSection,
  teams: TeamsSection,
  skills: SkillsSection,
  calendars: CalendarsSection,
  channels: ChannelsSection,
  general: GeneralSection,
  history: HistorySection,
};

/** Lists that are edited where they stand; the others lead to their entries. */
const HAS_FIELDS: ReadonlySet<SectionId> = new Set(['teams', 'skills', 'channels', 'general']);

interface SectionBodyProps {
  readonly section: SectionId;
  /** Empty: the whole list. */
  readonly entry: string;
}

/** One part of the settings, or one entry of it. */
export function SectionBody({ section, entry }: SectionBodyProps) {
  const { canEdit } = useEditor();
  const editor = useEntryEditor(section, entry);
  if (editor !== undefined) {
    return (
      <fieldset className="settings-form" disabled={!canEdit}>
        {editor}
      </fieldset>
    );
  }
  const List = LISTS[section];
  const { label, about } = SECTIONS.find(({ id }) => id === section) ?? SECTIONS[0];
  return (
    <>
      <header className="section-head">
        <h2>{label}</h2>
        <p className="faint">{about}</p>
      </header>
      {!HAS_FIELDS.has(section) ? (
        <List />
      ) : (
        <fieldset className="settings-form" disabled={!canEdit}>
          <List />
        </fieldset>
      )}
    </>
  );
}

/** The editor of an entry that has a page of its own; `undefined` where there is no such entry. */
function useEntryEditor(section: SectionId, entry: string): ReactNode | undefined {
  const { draft } = useEditor();
  const { settings, agents } = draft;
  if (entry === '') return undefined;
  if (section === 'queues') {
    const queue = findEntry(settings, 'queues', entry);
    return queue && <QueueEditor key={entry} queue={queue} />;
  }
  if (section === 'rules') {
    const rule = findEntry(settings, 'rules', entry);
    return rule && <RuleEditor key={entry} rule={rule} />;
  }
  if (section === 'calendars') {
    const calendar = findEntry(settings, 'calendars', entry);
    return calendar && <CalendarEditor key={entry} calendar={calendar} />;
  }
  if (section === 'agents') {
    const agent = agents.find(({ agentId }) => agentId === entry);
    return agent && <AgentEditor key={entry} agent={agent} />;
  }
  return undefined;
}
