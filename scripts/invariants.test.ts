import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { test } from 'node:test';
import { importsOf, read, ROOT, sourceFiles, workspaces } from './workspaces.ts';

const isTest = (file: string) =>
  /\.(test|contract|bench)\.tsx?$|\/(tests?|testing|contract|bench|fixtures)\/|^services\/all-in-one\/verify\//.test(
    file,
  );
const packageOf = (specifier: string) =>
  specifier.startsWith('@') ? specifier.split('/').slice(0, 2).join('/') : (specifier.split('/')[0] ?? '');

const channelNames = globSync('services/channels/*/package.json', { cwd: ROOT })
  .map((file) => file.split('/')[2] ?? '')
  .filter((name) => name !== 'kit');

test('there are channels to check', () => assert.ok(channelNames.length >= 4));

test("no channel's name appears outside its folder, the all-in-one list, the playground and the simulators", () => {
  // 'in-app' and 'email' are words of their own elsewhere (an agent's email), so what is looked for is the quoted name.
  const allowed = /^services\/(channels\/(?!kit)|all-in-one\/|playground\/|lib\/testkit\/)|^scripts\//;
  const found = sourceFiles('services')
    .filter((file) => !allowed.test(file) && !isTest(file))
    .flatMap((file) =>
      channelNames
        .filter((name) =>
          new RegExp(`channel\\w*['"\`]?\\s*[:=]+\\s*['"\`]${name}['"\`]|case ['"\`]${name}['"\`]`).test(read(file)),
        )
        .map((name) => `${file}: ${name}`),
    );
  assert.deepEqual(found, []);
});

test('a channel does not know another channel', () => {
  const found = channelNames.flatMap((name) =>
    sourceFiles(`services/channels/${name}`).flatMap((file) =>
      importsOf(read(file))
        .filter((specifier) =>
          channelNames.some((other) => other !== name && specifier === `@onethread/channel-${other}`),
        )
        .map((specifier) => `${file} imports ${specifier}`),
    ),
  );
  assert.deepEqual(found, []);
});

test('kafkajs is imported only in lib/log, mongodb only in lib/documents and lib/blobs, node:sqlite only in lib/sqlite and its users', () => {
  const owners: Record<string, RegExp> = {
    kafkajs: /^services\/lib\/log\//,
    mongodb: /^services\/lib\/(documents|blobs)\//,
    'node:sqlite': /^services\/lib\/(sqlite|log|documents|search)\//,
  };
  const found = sourceFiles('services').flatMap((file) =>
    importsOf(read(file))
      .filter((specifier) =>
        Object.entries(owners).some(([name, owner]) => packageOf(specifier) === name && !owner.test(file)),
      )
      .map((specifier) => `${file} imports ${specifier}`),
  );
  assert.deepEqual(found, []);
});

test('every import stands in the manifest of its own workspace', () => {
  const rootDevelopment = new Set(
    Object.keys((JSON.parse(read('package.json')) as { devDependencies: object }).devDependencies),
  );
  const found = workspaces().flatMap(({ folder, name, dependencies, devDependencies }) =>
    sourceFiles(folder).flatMap((file) => {
      const development = isTest(file) || /\/(web|widget)\//.test(file);
      return importsOf(read(file))
        .filter((specifier) => !specifier.startsWith('.') && !isBuiltin(specifier) && !specifier.startsWith('virtual:'))
        .map(packageOf)
        .filter(
          (wanted) =>
            wanted !== name &&
            !dependencies.has(wanted) &&
            !(development && (devDependencies.has(wanted) || rootDevelopment.has(wanted))),
        )
        .map((wanted) => `${file} imports ${wanted}`);
    }),
  );
  assert.deepEqual([...new Set(found)], []);
});

test('every dependency of a workspace is imported by it', () => {
  const found = workspaces().flatMap(({ folder, dependencies, devDependencies }) => {
    const used = new Set(sourceFiles(folder).flatMap((file) => importsOf(read(file)).map(packageOf)));
    const unused = [...dependencies, ...devDependencies].filter((name) => !used.has(name));
    return unused.map((name) => `${folder} does not import ${name}`);
  });
  assert.deepEqual(found, []);
});

test('only routing opens the history database', () => {
  const found = sourceFiles('services')
    .filter((file) => !file.startsWith('services/routing/') && !isTest(file))
    .filter((file) => /openCollections|by_entry_id/.test(read(file)));
  assert.deepEqual(found, []);
});

test('no grab-bag files or folders', () => {
  const found = sourceFiles('services').filter((file) =>
    /(^|\/)(utils?|common|helpers?|misc|shared)(\/|\.tsx?$)/.test(file),
  );
  assert.deepEqual(
    found.filter((file) => !file.includes('/generated/')),
    [],
  );
});

test('each entry of the lock file has integrity and no registry address', () => {
  const lock = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { integrity?: string; resolved?: string; link?: boolean }>;
  };
  const bad = Object.entries(lock.packages)
    .filter(([path]) => path.startsWith('node_modules/') || path.includes('/node_modules/'))
    .filter(([, entry]) => !entry.link && (entry.integrity === undefined || /^https?:/.test(entry.resolved ?? '')))
    .map(([path]) => path);
  assert.deepEqual(bad, []);
});
