import { parseHTML } from 'linkedom';
import { STYLE } from './style.ts';

/** What a report needs of the document's elements: a command has no browser's types. */
export interface PageElement {
  textContent: string;
  setAttribute(name: string, value: string): void;
  append(...children: readonly (PageElement | string)[]): void;
}

export interface PageDocument {
  createElement(tag: string): PageElement;
  querySelector(selector: string): PageElement;
  toString(): string;
}

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>What would have been</title>
<style></style>
</head>
<body><main></main></body>
</html>`;

/** Makes elements; texts are texts, whatever stands in them. */
export class Page {
  readonly document: PageDocument;
  readonly main: PageElement;

  constructor() {
    const { document } = parseHTML(PAGE) as unknown as { readonly document: PageDocument };
    this.document = document;
    this.main = document.querySelector('main');
    document.querySelector('style').textContent = STYLE;
  }

  text(): string {
    return `${this.document.toString()}\n`;
  }

  element(
    tag: string,
    attributes: Readonly<Record<string, string>>,
    ...children: readonly (PageElement | string)[]
  ): PageElement {
    const made = this.document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  /** The first cell of a row names it; the others are figures. */
  table(header: readonly string[], rows: readonly (readonly string[])[]): PageElement {
    const cells = (row: readonly string[]) =>
      row.map((text, column) => this.element(column === 0 ? 'th' : 'td', column === 0 ? { scope: 'row' } : {}, text));
    return this.element(
      'div',
      { class: 'scroll', tabindex: '0' },
      this.element(
        'table',
        {},
        this.element(
          'thead',
          {},
          this.element('tr', {}, ...header.map((text) => this.element('th', { scope: 'col' }, text))),
        ),
        this.element('tbody', {}, ...rows.map((row) => this.element('tr', {}, ...cells(row)))),
      ),
    );
  }
}
