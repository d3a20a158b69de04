/** Of the report: light and dark as the reader's system is, one column on a phone. */
export const STYLE = `
:root { --page: #fbfbfa; --card: #ffffff; --ink: #1d2430; --soft: #5a6474; --faint: #c9cfd8; --was: #77829a; --would-be: #0a66c2; --good: #1b6e3c; --warning: #a03800; }
@media (prefers-color-scheme: dark) {
  :root { --page: #14171c; --card: #1d2128; --ink: #e8ebf0; --soft: #a3adbb; --faint: #454d5a; --was: #9aa5b8; --would-be: #6cb2ff; --good: #7ad29a; --warning: #ffb07a; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.75rem; margin: 0 0 0.5rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 0.5rem; }
p { margin: 0.25rem 0; }
.good { color: var(--good); }
.warning { color: var(--warning); font-weight: 600; }
.key { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; margin: 1rem 0; color: var(--soft); }
.key span::before { content: ''; display: inline-block; width: 0.75em; height: 0.75em; border-radius: 50%; margin-right: 0.5em; background: currentColor; }
.key .was::before { background: var(--was); }
.key .would-be::before { background: var(--would-be); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: 1rem; margin: 1rem 0; }
.cards > div, figure { background: var(--card); border: 1px solid var(--faint); border-radius: 0.6rem; padding: 0.9rem 1rem; margin: 0; }
dt { color: var(--soft); font-size: 0.9rem; }
dd { margin: 0; color: var(--soft); font-size: 0.9rem; }
dd.would-be { color: var(--would-be); font-size: 1.5rem; font-weight: 650; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1rem; align-items: start; }
figure h2 { margin-top: 0; }
figcaption { color: var(--soft); font-size: 0.9rem; margin-bottom: 0.75rem; }
figure svg { --plot-background: var(--card); width: 100%; height: auto; overflow: visible; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: 0.35rem 0.75rem; border-bottom: 1px solid var(--faint); white-space: nowrap; }
th:first-child, td:last-child, th:last-child { text-align: left; }
thead th { color: var(--soft); font-weight: 600; }
tbody th { font-weight: 600; position: sticky; left: 0; background: var(--page); }
`;
