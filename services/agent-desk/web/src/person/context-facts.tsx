import type { PersonContext } from '../../../wire/identity.ts';
import { languageName } from '../ui/language-name.ts';
import { fullTime, pastTime } from '../ui/times.ts';
import { contextRows } from './context-rows.ts';

/** Where the person was and with what they wrote, as their device told: newest first. */
export function ContextFacts({ context }: { readonly context: PersonContext }) {
  const { pageUrl, pageTitle, trail, atMs } = context;
  const rows = contextRows(context, languageName);
  return (
    <>
      <dl className="facts">
        {pageUrl !== '' && (
          <div>
            <dt>Page</dt>
            <dd>
              {/^https?:/i.test(pageUrl) ? (
                <a href={pageUrl} target="_blank" rel="noopener noreferrer nofollow" dir="auto" title={pageUrl}>
                  {pageTitle || pageUrl}
                </a>
              ) : (
                <bdi>{pageTitle || pageUrl}</bdi>
              )}
            </dd>
          </div>
        )}
        {rows.map(({ label, value }) => (
          <div key={label}>
            <dt dir="auto">{label}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
      {trail.length > 0 && (
        <details className="trail">
          <summary>What they did ({trail.length})</summary>
          <ol>
            {trail.toReversed().map((step, index) => (
              // The trail only ever grows at its end.
              <li key={trail.length - index}>
                <bdi>{step.event}</bdi>{' '}
                <time className="faint" title={fullTime(step.atMs)}>
                  {pastTime(step.atMs)}
                </time>
                {Object.entries(step.properties).map(([name, value]) => (
                  <span key={name} className="faint trail-property">
                    {name}: <bdi>{value}</bdi>
                  </span>
                ))}
              </li>
            ))}
          </ol>
        </details>
      )}
      {atMs > 0 && <p className="faint">As their device said on {pastTime(atMs)}.</p>}
    </>
  );
}
