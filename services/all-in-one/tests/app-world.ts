import assert from 'node:assert/strict';
import type { DeskAgent } from './agents/desk-agent.ts';
import { deskLogin } from './agents/desk-login.ts';
import type { MessagingApps } from './messaging-apps.ts';
import { openWorld, type World } from './world.ts';

/** Onethread with WhatsApp, Instagram and Telegram outside, and an agent who is available and signed in at the desk. */
export interface AppWorld {
  readonly world: World;
  readonly apps: MessagingApps;
  readonly agent: DeskAgent;
  readonly login: Awaited<ReturnType<typeof deskLogin>>;
  readonly close: () => Promise<void>;
}

export async function openAppWorld(): Promise<AppWorld> {
  const world = await openWorld({}, { withApps: true });
  try {
    assert.ok(world.apps);
    await world.start();
    const agent = await world.agent('agent-0');
    const close = async (): Promise<void> => {
      agent.leave();
      await world.close();
    };
    const login = await deskLogin(world.onethread.url, world.admin, 'agent-0');
    return { world, apps: world.apps, agent, login, close };
  } catch (error) {
    await world.close();
    throw error;
  }
}
