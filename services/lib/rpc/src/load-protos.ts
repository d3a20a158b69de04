import { loadPackageDefinition } from '@grpc/grpc-js';
import { loadSync, type Options, type PackageDefinition } from '@grpc/proto-loader';
import { protoPath as healthProto } from 'grpc-health-check';
import { findProtoFolder } from './proto-folder.ts';
import type { ProtoGrpcType as AdminProto } from './generated/admin.ts';
import type { ProtoGrpcType as AssignmentProto } from './generated/assignment.ts';
import type { ProtoGrpcType as HistoryProto } from './generated/history.ts';
import type { ProtoGrpcType as IdentityProto } from './generated/identity.ts';
import type { ProtoGrpcType as RoutingProto } from './generated/routing.ts';
import type { ProtoGrpcType as SettingsProto } from './generated/settings.ts';

/** The same options as `npm run generate`: the generated types describe exactly what these make. */
const LOADER_OPTIONS: Options = { longs: Number, enums: String, defaults: true, oneofs: true };

const FILES = [
  'onethread/routing/v1/routing.proto',
  'onethread/history/v1/history.proto',
  'onethread/admin/v1/admin.proto',
  'onethread/identity/v1/identity.proto',
  'onethread/settings/v1/settings.proto',
  'onethread/assignment/v1/assignment.proto',
];

interface LoadedProtos {
  /** Of Onethread and of grpc.health.v1: what reflection tells. */
  readonly definition: PackageDefinition;
  readonly agent: RoutingProto['onethread']['routing']['v1']['AgentService'];
  readonly history: HistoryProto['onethread']['history']['v1']['HistoryService'];
  readonly admin: AdminProto['onethread']['admin']['v1']['AdminService'];
  readonly identity: IdentityProto['onethread']['identity']['v1']['IdentityService'];
  readonly settings: SettingsProto['onethread']['settings']['v1']['SettingsService'];
  readonly assignment: AssignmentProto['onethread']['assignment']['v1']['AssignmentService'];
}

let loaded: LoadedProtos | undefined;

/** The protos, read from disk once per process. */
export function loadProtos(): LoadedProtos {
  if (loaded !== undefined) return loaded;
  const own = loadSync(FILES, { ...LOADER_OPTIONS, includeDirs: [findProtoFolder()] });
  const packages = loadPackageDefinition(own) as unknown as RoutingProto &
    HistoryProto &
    AdminProto &
    IdentityProto &
    SettingsProto &
    AssignmentProto;
  loaded = {
    definition: eachFileOnce({ ...own, ...loadSync(healthProto, LOADER_OPTIONS) }),
    agent: packages.onethread.routing.v1.AgentService,
    history: packages.onethread.history.v1.HistoryService,
    admin: packages.onethread.admin.v1.AdminService,
    identity: packages.onethread.identity.v1.IdentityService,
    settings: packages.onethread.settings.v1.SettingsService,
    assignment: packages.onethread.assignment.v1.AssignmentService,
  };
  return loaded;
}

/**
 * Every message brings the descriptors of all files that were loaded with it, and reflection decodes each of them anew: the
 * longest part of the start. One message of each load tells the same.
 */
function eachFileOnce(definition: PackageDefinition): PackageDefinition {
  const ofFiles = new Map<unknown, [string, PackageDefinition[string]]>();
  for (const [name, one] of Object.entries(definition))
    if ('fileDescriptorProtos' in one) ofFiles.set(one.fileDescriptorProtos, [name, one]);
  return Object.fromEntries(ofFiles.values());
}

/** What the services are called on the wire, for health checks and reflection. */
export const SERVICE_NAMES = {
  agent: 'onethread.routing.v1.AgentService',
  history: 'onethread.history.v1.HistoryService',
  admin: 'onethread.admin.v1.AdminService',
  identity: 'onethread.identity.v1.IdentityService',
  settings: 'onethread.settings.v1.SettingsService',
  assignment: 'onethread.assignment.v1.AssignmentService',
} as const;
