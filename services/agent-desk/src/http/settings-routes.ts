import express, { Router } from 'express';
import { z } from 'zod';
import { MAX_CHANGE_NOTE } from '../../wire/settings.ts';
import type { ChangePage, SettingsApplied, SettingsCheck, SettingsVersion, TeamName } from '../../wire/settings.ts';
import type { AgentClients } from '../routing/agent-clients.ts';
import { DESK_CALLER } from '../routing/agent-directory.ts';
import type { AgentDirectory } from '../routing/agent-directory.ts';
import { checkToWire, problemToWire, versionToWire, wishToProto } from '../routing/settings-to-wire.ts';
import { asked } from './asked.ts';
import type { Guard } from './guard.ts';
import { pageSchema } from './page-query.ts';
import { read, readBody } from './read-body.ts';
import { wishSchema } from './settings-shape.ts';

export interface SettingsRoutesParts {
  readonly guard: Guard;
  readonly clients: AgentClients;
  readonly directory: AgentDirectory;
}

const applySchema = wishSchema.extend({
  expectedVersion: z.number().int().nonnegative(),
  note: z.string().trim().max(MAX_CHANGE_NOTE),
});
/** As much as routing takes in one request. */
const MAX_BODY_BYTES = 1024 * 1024;

/** The settings of assignment: administrators change them, supervisors read; what teams are called is for all. */
export function settingsRoutes({ guard, clients, directory }: SettingsRoutesParts): Router {
  const router = Router();
  const json = express.json({ limit: MAX_BODY_BYTES });

  router.get(
    '/settings',
    guard.supervisor(async (_request, response, { agent }) => {
      const version = await asked(clients.of(agent).settings().getSettings());
      response.json(versionToWire(version) satisfies SettingsVersion);
    }),
  );

  router.post(
    '/settings/check',
    json,
    guard.admin(async (request, response, { agent }) => {
      const wish = wishToProto(readBody(wishSchema, request));
      const check = await asked(clients.of(agent).settings().checkSettings(wish));
      response.json(checkToWire(check) satisfies SettingsCheck);
    }),
  );

  router.post(
    '/settings/apply',
    json,
    guard.admin(async (request, response, { agent }) => {
      const { expectedVersion, note, ...wish } = readBody(applySchema, request);
      const { version, problems } = await asked(
        clients
          .of(agent)
          .settings()
          .applySettings({ ...wishToProto(wish), expectedVersion, note }),
      );
      // Names and roles may be others now.
      await directory.list({ fresh: true }).catch(() => []);
      response.json({ version, problems: problems.map(problemToWire) } satisfies SettingsApplied);
    }),
  );

  router.get(
    '/settings/changes',
    guard.supervisor(async (request, response, { agent }) => {
      const page = await asked(clients.of(agent).settings().listChanges(read(pageSchema, request.query)));
      response.json(page satisfies ChangePage);
    }),
  );

  router.get(
    '/team-names',
    guard.signedIn(async (_request, response) => {
      const { settings } = await asked(clients.of(DESK_CALLER).settings().getSettings());
      const teams = settings?.teams ?? [];
      response.json(teams.map(({ id, name }) => ({ id, name })) satisfies readonly TeamName[]);
    }),
  );

  return router;
}
