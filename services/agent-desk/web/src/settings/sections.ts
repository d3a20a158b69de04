import type { ListName } from './draft/settings-lists.ts';

/** The parts of the settings, in the order in which they are set up. */
export const SECTIONS = [
  { id: 'queues', label: 'Queues', about: 'Where conversations wait, who serves them, and what is promised.' },
  {
    id: 'rules',
    label: 'Rules',
    about: 'Which conversation goes where. They are tried in this order; the first that holds decides.',
  },
  { id: 'agents', label: 'Agents', about: 'What each agent can, may and how much at once.' },
  { id: 'teams', label: 'Teams', about: 'Groups of agents that serve the same queues.' },
  { id: 'skills', label: 'Skills', about: 'What conversations may ask for: languages, subjects, levels from 1 to 5.' },
  { id: 'calendars', label: 'Calendars', about: 'When people work. The clocks of targets stand still outside of it.' },
  { id: 'channels', label: 'Channels', about: 'What a conversation on a channel costs of an agent’s capacity.' },
  { id: 'general', label: 'General', about: 'Where conversations go that no rule names, how waiting weighs, pools.' },
  { id: 'history', label: 'History', about: 'Who changed what, when and why.' },
] as const;

export type SectionId = (typeof SECTIONS)[number]['id'];

/** What one entry of a list is called. */
export const ONE_OF: Readonly<Record<ListName, string>> = {
  queues: 'queue',
  rules: 'rule',
  skills: 'skill',
  teams: 'team',
  pools: 'pool',
  calendars: 'calendar',
  channels: 'channel',
};
