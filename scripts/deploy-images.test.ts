import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { channelNames, DELIVERED_CHANNELS } from './commands/channel-names.ts';
import {
  imageFiles,
  imageServices,
  mainFileOf,
  manifestFiles,
  OPERATOR,
  productionManifests,
} from './deploy/image-contents.ts';
import { importsOf, read, workspaces } from './workspaces.ts';

const dockerfile = read('deploy/docker/Dockerfile');
/** Tests, and sources of pages. */
const NOT_IN_AN_IMAGE = /\.test\.|\/tests?\/|\/(web|widget)\/(?!dist\/)/;
const packages = new Map(workspaces().map(({ name, folder }) => [name, folder]));

/** What a process imports, from its main file on, that its image does not hold. */
function missingImports(main: string, files: readonly string[]): string[] {
  const held = new Set(files);
  const seen = new Set([main]);
  const missing: string[] = [];
  for (const file of seen) {
    for (const specifier of importsOf(read(file))) {
      const target = fileOf(specifier, file);
      if (target === undefined) continue;
      if (held.has(target)) seen.add(target);
      else missing.push(`${file} imports ${specifier}`);
    }
  }
  return missing;
}

/** The file of the repository that an import leads to; undefined for what npm brings. */
function fileOf(specifier: string, importer: string): string | undefined {
  if (specifier.startsWith('.')) return join(dirname(importer), specifier);
  const folder = packages.get(specifier);
  return folder === undefined ? undefined : join(folder, 'src/index.ts');
}

for (const service of [...imageServices(), OPERATOR]) {
  describe(`the image of ${service}`, () => {
    const files = imageFiles(service);

    test('holds its main file and all that it imports', () => {
      assert.ok(files.includes(mainFileOf(service)));
      assert.deepEqual(missingImports(mainFileOf(service), files), []);
    });

    test('holds no test, no page source and no process that it does not import', () => {
      const others = imageServices()
        .filter((other) => other !== service && service !== OPERATOR)
        .map((other) => dirname(dirname(mainFileOf(other))));
      const isForeign = (file: string) => others.some((folder) => file.startsWith(`${folder}/`));
      assert.deepEqual(
        files.filter((file) => isForeign(file) || NOT_IN_AN_IMAGE.test(file)),
        [],
      );
    });
  });
}

test('what is installed for production is locked as for development, without what only development needs', () => {
  const texts = productionManifests();
  assert.deepEqual([...texts.keys()].toSorted(), manifestFiles().toSorted());
  const lock = JSON.parse(texts.get('package-lock.json') ?? '') as { packages: Record<string, { integrity?: string }> };
  const whole = JSON.parse(read('package-lock.json')) as typeof lock;
  assert.deepEqual(Object.keys(lock.packages), Object.keys(whole.packages));
  for (const { folder } of workspaces()) {
    const manifest = JSON.parse(texts.get(join(folder, 'package.json')) ?? '') as Record<string, unknown>;
    assert.ok(!('devDependencies' in manifest) && !('devDependencies' in (lock.packages[folder] ?? {})), folder);
  }
});

test('the operator, whose image holds no channel, makes the topics of all of them', () => {
  assert.ok(imageFiles(OPERATOR).every((file) => !/^services\/channels\/(?!kit\/)/.test(file)));
  assert.deepEqual(DELIVERED_CHANNELS, channelNames());
});

test('no process is called so: said with those that there are', () => {
  assert.throws(() => imageFiles('channel-fax'), /no process is called channel-fax; there are: .*routing/);
});

describe('the Dockerfile', () => {
  const final = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));

  test('runs as a user that a cluster can see is not root, asked for its health, on sources that it cannot write', () => {
    assert.match(final, /^USER [1-9]\d*:[1-9]\d*$/m);
    assert.match(final, /^HEALTHCHECK /m);
    assert.match(final, /^ENTRYPOINT \["node", "main.ts"\]$/m);
    assert.doesNotMatch(final, /--chown|npm |^RUN /m);
  });

  test('needs no image but its base: no syntax line, no other FROM', () => {
    assert.doesNotMatch(dockerfile, /^# *syntax *=/m);
    assert.deepEqual(
      new Set([...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image)),
      new Set(['${NODE_IMAGE}']),
    );
  });
});

test('nothing secret and nothing installed is sent to a build', () => {
  const lines = read('.dockerignore').split('\n');
  assert.ok(lines.includes('*'), 'all is left out that is not named');
  for (const left of ['**/node_modules', '**/.env*', '**/dist', '**/data']) assert.ok(lines.includes(left), left);
});
