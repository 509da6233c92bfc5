import { type Language, words } from '../contexts/index.ts';
import { formatNumber } from '../core/credential/index.ts';
import { Fold } from './fold.tsx';
import { Rows } from './rows.tsx';
import type { SignedBytes } from './signed-bytes.ts';

/** For specialists: the fingerprint and the bytes themselves; undefined where the service had them and kept nothing. */
export function SignedView(props: {
  readonly signed: readonly SignedBytes[] | undefined;
  readonly language: Language;
}) {
  const { signed, language } = props;
  const text = words[language].checkPage.signed;
  if (signed === undefined) return <p class="muted">{text.elsewhere}</p>;
  return (
    <>
      {signed.map((one, index) => (
        <section key={one.digest}>
          <h3>{text.heading(signed.length > 1 ? index + 1 : undefined)}</h3>
          <Rows
            rows={[
              { label: text.digest, content: <code>{one.digest}</code> },
              { label: text.size, content: text.bytes(formatNumber(one.size, language)) },
            ]}
          />
          {one.parts === undefined && <p>{text.hidden}</p>}
          <div class="no-print">
            {one.parts?.map((part) => (
              <Fold key={part.kind} summary={text[part.kind]}>
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls in itself, and must be reached without a mouse */}
                <section class="bytes" tabIndex={0} aria-label={text[part.kind]}>
                  <pre>{part.text}</pre>
                </section>
                {part.isCut === true && <p class="muted">{text.cut}</p>}
              </Fold>
            ))}
          </div>
        </section>
      ))}
    </>
  );
}
