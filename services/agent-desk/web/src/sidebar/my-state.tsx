import {
  ChevronDown,
  Gauge,
  Keyboard,
  LogOut,
  Moon,
  Route,
  Sun,
  SunMoon,
  Users,
  UsersRound,
  Wrench,
} from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { Presence } from '../../../wire/model.ts';
import { callDesk } from '../api/http.ts';
import { useDesk, useDeskState } from '../desk/desk-context.ts';
import { navigate } from '../navigation.ts';
import { setPreferences, usePreferences } from '../preferences.ts';
import { isSupervisor } from '../transfer/transfer-targets.ts';
import { Avatar } from '../ui/avatar.tsx';
import { toast } from '../ui/toasts.tsx';

const PRESENCES: readonly (readonly [Presence, string, string])[] = [
  ['available', 'Available', 'New conversations are offered to you'],
  ['busy', 'Busy', 'You keep what you have, nothing new comes'],
  ['away', 'Away', 'You are not at the desk'],
];
const THEMES = { system: 'light', light: 'dark', dark: 'system' } as const;
const THEME_LABELS = { system: 'Theme: as the system', light: 'Theme: light', dark: 'Theme: dark' } as const;
const THEME_ICONS = { system: SunMoon, light: Sun, dark: Moon } as const;

interface MyStateProps {
  readonly onSignedOut: () => void;
  readonly onShortcuts: () => void;
}

/** Who I am, whether offers may come, how full my hands are. */
export function MyState({ onSignedOut, onShortcuts }: MyStateProps) {
  const { client, agent } = useDesk();
  const state = useDeskState();
  const { theme } = usePreferences();
  const me = state.me ?? agent;
  const choose = async (presence: Presence) => {
    const result = await client.setPresence(presence);
    if (result.code !== 'ok') toast(result.message || 'Your state could not be changed. Try again.', { kind: 'error' });
  };
  const signOut = async () => {
    client.stop();
    await callDesk('DELETE', '/session').catch(() => undefined);
    onSignedOut();
  };
  const label = PRESENCES.find(([presence]) => presence === me.presence)?.[1] ?? 'Offline';
  const ThemeIcon = THEME_ICONS[theme];
  return (
    <div className="my-state">
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className="me-button">
          <Avatar name={me.name} size={36} />
          <span className="me-text">
            <span className="me-name">{me.name}</span>
            <span className="me-presence">
              <span className="presence-dot" data-presence={me.presence} /> {label}
            </span>
          </span>
          <span className="visually-hidden">Change your state, settings</span>
          <ChevronDown size={16} aria-hidden />
        </DropdownMenu.Trigger>
        <DropdownMenu.Content className="menu" align="start" sideOffset={6}>
          <DropdownMenu.RadioGroup value={me.presence} onValueChange={(value) => void choose(value as Presence)}>
            {PRESENCES.map(([presence, name, hint]) => (
              <DropdownMenu.RadioItem key={presence} value={presence} className="menu-item">
                <span className="presence-dot" data-presence={presence} />
                <span>
                  {name}
                  <span className="menu-hint">{hint}</span>
                </span>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
          <DropdownMenu.Separator className="menu-line" />
          <DropdownMenu.Item className="menu-item" onSelect={() => navigate('/matches')}>
            <UsersRound size={16} aria-hidden /> Possible matches
          </DropdownMenu.Item>
          <DropdownMenu.Item className="menu-item" onSelect={() => navigate('/wallboard')}>
            <Gauge size={16} aria-hidden /> Wallboard
          </DropdownMenu.Item>
          {isSupervisor(me.role) && (
            <DropdownMenu.Item className="menu-item" onSelect={() => navigate('/settings')}>
              <Route size={16} aria-hidden /> Assignment settings
            </DropdownMenu.Item>
          )}
          {me.role === 'admin' && (
            <>
              <DropdownMenu.Item className="menu-item" onSelect={() => navigate('/team')}>
                <Users size={16} aria-hidden /> Team
              </DropdownMenu.Item>
              <DropdownMenu.Item className="menu-item" onSelect={() => navigate('/operations')}>
                <Wrench size={16} aria-hidden /> Operations
              </DropdownMenu.Item>
            </>
          )}
          <DropdownMenu.Item
            className="menu-item"
            onSelect={(event) => {
              event.preventDefault();
              setPreferences({ theme: THEMES[theme] });
            }}
          >
            <ThemeIcon size={16} aria-hidden /> {THEME_LABELS[theme]}
          </DropdownMenu.Item>
          <DropdownMenu.Item className="menu-item" onSelect={onShortcuts}>
            <Keyboard size={16} aria-hidden /> Shortcuts and sending
          </DropdownMenu.Item>
          <DropdownMenu.Item className="menu-item" onSelect={() => void signOut()}>
            <LogOut size={16} aria-hidden /> Sign out
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Root>
      <div className="load" title="What you hold of what you can hold">
        <span>
          Load {me.load} of {me.capacity}
        </span>
        <progress value={me.load} max={Math.max(1, me.capacity)} aria-label="Load" />
      </div>
    </div>
  );
}
