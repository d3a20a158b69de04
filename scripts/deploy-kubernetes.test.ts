import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { imageServices } from './deploy/image-contents.ts';
import { kubernetesProblems, type KubernetesFacts } from './deploy/kubernetes-problems.ts';
import { SCHEMA_FILE, type KubernetesSchemas } from './deploy/kubernetes-schemas.ts';
import { processVariables } from './deploy/process-settings.ts';
import { missingRenderer, renderKustomization, type Manifest } from './deploy/render-kustomize.ts';
import { schemaChecker } from './deploy/schema-problems.ts';
import { read } from './workspaces.ts';

const BASE = 'deploy/k8s/base';
const LOCAL = 'deploy/k8s/overlays/local';

const missing = missingRenderer();
if (missing !== undefined && process.env['REQUIRE_CLUSTER'] === '1') throw new Error(missing);

const schemaProblems = schemaChecker(JSON.parse(read(SCHEMA_FILE)) as KubernetesSchemas);
/** Customers at play have no place in production. */
const processesOf = (folder: string) => imageServices().filter((name) => folder === LOCAL || name !== 'playground');
const factsOf = (folder: string): KubernetesFacts => ({
  processes: processesOf(folder),
  variables: processVariables(),
});

describe('manifests', { skip: missing ?? false }, () => {
  for (const folder of [BASE, LOCAL]) {
    const objects = missing === undefined ? renderKustomization(folder) : [];

    test(`${folder} is what Kubernetes describes, with no field more`, () => {
      assert.ok(objects.length > 20);
      assert.deepEqual(schemaProblems(objects), []);
    });

    test(`${folder} runs every process confined, probed, bounded and replaced without a gap`, () => {
      assert.deepEqual(kubernetesProblems(objects, factsOf(folder)), []);
    });
  }

  describe('a fault is found', () => {
    const objects = missing === undefined ? renderKustomization(BASE) : [];
    const faults: readonly (readonly [
      what: string,
      kind: string,
      from: string | RegExp,
      to: string,
      problem: RegExp,
    ])[] = [
      [
        'a misspelt field',
        'Deployment',
        '"readinessProbe":',
        '"readynessProbe":',
        /additional properties: readynessProbe/,
      ],
      ['a text for a number', 'Deployment', '"replicas":3', '"replicas":"3"', /spec\/replicas must be integer/],
      [
        'a kind without schema',
        'Deployment',
        '"kind":"Deployment"',
        '"kind":"DaemonSet"',
        /no schema of apps\/v1\/DaemonSet/,
      ],
      ['root', 'Deployment', '"runAsNonRoot":true', '"runAsNonRoot":false', /may run as root/],
      [
        'a writable image',
        'Deployment',
        '"readOnlyRootFilesystem":true',
        '"readOnlyRootFilesystem":false',
        /may write to its image/,
      ],
      ['a capability', 'Deployment', '"drop":["ALL"]', '"drop":["ALL"],"add":["NET_ADMIN"]', /keeps capabilities/],
      ['no seccomp', 'Deployment', '"RuntimeDefault"', '"Unconfined"', /seccomp/],
      [
        'a token of the cluster',
        'Deployment',
        '"automountServiceAccountToken":false',
        '"automountServiceAccountToken":true',
        /token of the cluster/,
      ],
      ['no bound of memory', 'Deployment', '"limits":{"memory"', '"limits":{"cpu"', /no bound of memory/],
      ['the newest image', 'Deployment', /(onethread\/\w[\w-]*):[\w.]+/, '$1:latest', /runs whatever/],
      [
        'a probe that asks the engines whether to live',
        'Deployment',
        '"livenessProbe":{"failureThreshold":6,"httpGet":{"path":"/livez"',
        '"livenessProbe":{"failureThreshold":6,"httpGet":{"path":"/readyz"',
        /livenessProbe is not \/livez/,
      ],
      ['no pause before the end', 'Deployment', '"seconds":5', '"seconds":0', /before balancers have heard/],
      [
        'too short a grace',
        'Deployment',
        '"terminationGracePeriodSeconds":45',
        '"terminationGracePeriodSeconds":30',
        /killed while it stops/,
      ],
      ['a gap in a rollout', 'Deployment', '"maxUnavailable":0', '"maxUnavailable":1', /gone while it is replaced/],
      [
        'a misspelt variable',
        'Deployment',
        '"name":"GRPC_TOKEN_SECRET"',
        '"name":"GRPC_TOKENSECRET"',
        /is given GRPC_TOKENSECRET/,
      ],
      [
        'a missing variable',
        'Deployment',
        '"name":"GRPC_TOKEN_SECRET"',
        '"name":"LOG_LEVEL"',
        /is not given GRPC_TOKEN_SECRET/,
      ],
      ['an unknown setting', 'ConfigMap', '"LOG_LEVEL"', '"LOGLEVEL"', /no setting is called LOGLEVEL/],
      [
        'a budget of another',
        'PodDisruptionBudget',
        /"app.kubernetes.io\/name":"[\w-]+"/,
        '"app.kubernetes.io/name":"nobody"',
        /has no PodDisruptionBudget/,
      ],
      [
        'a Service of nobody',
        'Service',
        /"app.kubernetes.io\/name":"[\w-]+"/,
        '"app.kubernetes.io/name":"nobody"',
        /selects nothing/,
      ],
      ['a port that is not there', 'Service', /"targetPort":"\w+"/, '"targetPort":"web"', /no port is called web/],
      ['a lax namespace', 'Namespace', '/enforce":"restricted"', '/enforce":"baseline"', /lets pods do more/],
      ['a silent namespace', 'Namespace', '/warn":"restricted"', '/warning":"restricted"', /tells nobody/],
      ['a path to nowhere', 'Ingress', '"name":"channel-sms"', '"name":"sms"', /leads to sms/],
    ];
    for (const [what, kind, from, to, problem] of faults) {
      test(what, () => {
        const planted = objects.map((object): Manifest => {
          const text = JSON.stringify(object);
          return object.kind === kind ? (JSON.parse(text.replace(from, to)) as Manifest) : object;
        });
        assert.notDeepEqual(planted, objects, `nothing to plant the fault in: ${String(from)}`);
        const problems = [...schemaProblems(planted), ...kubernetesProblems(planted, factsOf(BASE))];
        assert.ok(
          problems.some((line) => problem.test(line)),
          problems.join('\n') || 'nothing was found',
        );
      });
    }

    test('a process without a Deployment', () => {
      const without = objects.filter(({ kind, metadata }) => kind !== 'Deployment' || metadata.name !== 'routing');
      assert.deepEqual(
        kubernetesProblems(without, factsOf(BASE)).filter((line) => line.startsWith('routing')),
        ['routing: a process of the repository that has no Deployment'],
      );
    });

    test('a secret in the repository', () => {
      const secret: Manifest = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'keys', namespace: 'onethread' } };
      assert.deepEqual(kubernetesProblems([...objects, secret], factsOf(BASE)), ['Secret keys: in the repository']);
    });
  });
});
