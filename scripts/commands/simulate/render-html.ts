import type { WhatIf } from '@onethread/routing';
import { drawFigures, RUNS } from './plots.ts';
import { Page, type PageElement } from './page.ts';
import { missed, mostOf } from './render-text.ts';
import type { Names } from './who-is-who.ts';
import { agentIds, durationWords, percentWords, queueIds, replayWords, spanWords } from './words.ts';

/** The comparison as a page that needs nothing else: no script, no request. */
export function renderHtml(result: WhatIf, names: Names): string {
  const page = new Page();
  page.main.append(
    page.element('h1', {}, 'What would have been'),
    page.element('p', {}, spanWords(result)),
    page.element('p', { class: result.replay.firstDifference ? 'warning' : 'good' }, replayWords(result)),
    page.element('p', { class: 'key' }, ...RUNS.map((run) => page.element('span', { class: KEY[run] }, IN_WORDS[run]))),
    summary(page, result),
    page.element('div', { class: 'figures' }, ...drawn(page, result, names)),
    page.element('h2', {}, 'Queues'),
    queueTable(page, result, names),
    page.element('h2', {}, 'Agents'),
    agentTable(page, result, names),
    page.element('h2', {}, 'To be known'),
    page.element('ul', {}, ...result.doubts.map((words) => page.element('li', {}, words))),
  );
  return page.text();
}

const KEY = { was: 'was', 'would be': 'would-be' } as const;
const IN_WORDS = {
  was: 'was: the same traffic in simulation, under the settings of then',
  'would be': 'would be: under the settings asked about',
} as const;

function summary(page: Page, { recorded, asItWas, asAsked }: WhatIf): PageElement {
  const runs = [recorded.total, asItWas.total, asAsked.total];
  const cards: readonly (readonly [string, readonly string[]])[] = [
    ['Median wait', runs.map(({ waitP50Ms }) => durationWords(waitP50Ms))],
    ['95 of 100 waited at most', runs.map(({ waitP95Ms }) => durationWords(waitP95Ms))],
    ['Targets missed', runs.map((figures) => missed(figures))],
    ['Still waiting at the end', runs.map(({ stillWaiting }) => String(stillWaiting))],
  ];
  return page.element(
    'dl',
    { class: 'cards' },
    ...cards.map(([title, [happened = '', was = '', wouldBe = '']]) =>
      page.element(
        'div',
        {},
        page.element('dt', {}, title),
        page.element('dd', { class: 'would-be' }, wouldBe),
        page.element('dd', { class: 'was' }, `was ${was}`),
        page.element('dd', {}, `happened ${happened}`),
      ),
    ),
  );
}

function drawn(page: Page, result: WhatIf, names: Names): readonly PageElement[] {
  return drawFigures(result, names, page.document).map(({ title, caption, drawing }) => {
    drawing.setAttribute('role', 'img');
    drawing.setAttribute('aria-label', `${title}: ${caption} The tables below have the figures.`);
    return page.element('figure', {}, page.element('h2', {}, title), page.element('figcaption', {}, caption), drawing);
  });
}

function queueTable(page: Page, result: WhatIf, names: Names): PageElement {
  const { recorded, asItWas, asAsked } = result;
  const header = ['Queue', 'Conversations', ...['p50', 'p95', 'Targets missed', 'Offered again'].flatMap(headed)];
  const rows = queueIds(result).map((id) => {
    const runs = [recorded.queues[id], asItWas.queues[id], asAsked.queues[id]];
    return [
      names.queue(id),
      String(runs[2]?.conversations ?? 0),
      ...runs.map((each) => durationWords(each?.waitP50Ms)),
      ...runs.map((each) => durationWords(each?.waitP95Ms)),
      ...runs.map((each) => missed(each)),
      ...runs.map((each) => String(each?.offeredAgain ?? 0)),
    ];
  });
  return page.table(header, rows);
}

/** Three columns of one figure. */
function headed(figure: string): readonly string[] {
  return [`${figure}: happened`, 'was', 'would be'];
}

function agentTable(page: Page, result: WhatIf, names: Names): PageElement {
  const { recorded, asItWas, asAsked } = result;
  const header = ['Agent', 'Given: happened', 'was', 'would be', 'Utilisation: was', 'would be', 'Would get most of'];
  const rows = agentIds(result).map((id) => [
    names.agent(id),
    ...[recorded, asItWas, asAsked].map(({ agents }) => String(agents[id]?.given ?? 0)),
    ...[asItWas, asAsked].map(({ agents }) => (agents[id] === undefined ? '–' : percentWords(agents[id].utilisation))),
    mostOf(asAsked.agents[id]?.byQueue ?? {}, names),
  ]);
  return page.table(header, rows);
}
