import type { ComponentChildren } from 'preact';
import { type Language, type WorkerLanguage, words } from '../contexts/index.ts';
import { type DescribedRecord, describeRecord, type Row } from '../core/credential/index.ts';
import type { ShownRecord } from '../core/verify/report.ts';
import { Fold } from './fold.tsx';
import { Rows } from './rows.tsx';
import { Section } from './section.tsx';

/** More parts than this stand behind one line. */
const manyItems = 12;
/** A longer list than this, in characters, is easier to read with one part to a line. */
const longLine = 140;

/** One work record: figures large, facts before judgements, the rest in rows, reviews and general text set apart. */
export function RecordView(props: {
  readonly record: ShownRecord;
  readonly language: Language;
  readonly now: Date;
  readonly level?: 2 | 3;
  /** Stands beside the platform's name, such as that it is on the list of issuers. */
  readonly badge?: string | undefined;
}) {
  const { language, level = 2 } = props;
  const described = describeRecord(props.record, language, props.now);
  const large = new Set(described.highlights.map((row) => row.key));
  const rest = [
    ...described.facts.filter((row) => row.key !== 'skills'),
    ...described.judgements,
    ...described.facts.filter((row) => row.key === 'skills'),
  ].filter((row) => !large.has(row.key));
  return (
    <>
      <Section heading={workHeading(props.record, described, language)} level={level}>
        {described.ageNote !== undefined && <p class="note">{described.ageNote}</p>}
        <Highlights rows={described.highlights} />
        <Rows
          rows={rest.map((row) => ({
            label: row.label,
            content: rowContent(row, language, row.key === 'platform' ? props.badge : undefined),
          }))}
        />
        {described.judgementNote !== undefined && <p class="note">{described.judgementNote}</p>}
      </Section>
      <Reviews described={described} level={level} />
      <GeneralSkills described={described} level={level} />
    </>
  );
}

function workHeading(record: ShownRecord, described: DescribedRecord, language: Language): string {
  const { experience } = words[language].record;
  if (record.asOf === undefined || described.asOf === undefined) return experience;
  return `${experience}, ${described.asOf.charAt(0).toLowerCase()}${described.asOf.slice(1)}`;
}

function Highlights({ rows }: { readonly rows: readonly Row[] }) {
  if (rows.length === 0) return null;
  return (
    <dl class="figures">
      {rows.map((row) => (
        <div key={row.key}>
          <dt>{row.label}</dt>
          <dd>{row.value}</dd>
          {row.note !== undefined && <dd>{row.note}</dd>}
        </div>
      ))}
    </dl>
  );
}

/** What stands beside a label: the value, a list behind one line when it is long, and what must be said with it. */
export function rowContent(row: Row, language: WorkerLanguage, badge?: string): ComponentChildren {
  const { items } = row;
  const perPeriod = row.key === 'hoursByYear' || row.key === 'hoursByMonth';
  const list = (
    <ul>
      {items?.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
  return (
    <>
      {items === undefined || (!perPeriod && items.length <= manyItems && row.value.length <= longLine) ? (
        row.value
      ) : items.length > manyItems ? (
        <Fold summary={words[language].ui.showAll(items.length)}>{list}</Fold>
      ) : (
        list
      )}
      {badge !== undefined && (
        <>
          {' '}
          <span class="badge">{badge}</span>
        </>
      )}
      {row.note !== undefined && <div class="muted">{row.note}</div>}
    </>
  );
}

function Reviews(props: { readonly described: DescribedRecord; readonly level: 2 | 3 }) {
  const { reviews } = props.described;
  if (reviews === undefined) return null;
  return (
    <Section heading={reviews.label} level={props.level}>
      <p class="muted">{reviews.note}</p>
      {reviews.items.map((review, index) => (
        <blockquote key={index}>
          {review.text}
          <footer>
            {review.reviewer}, {review.month}
          </footer>
        </blockquote>
      ))}
    </Section>
  );
}

/** The signed paragraph is Dutch in every language of the page. */
function GeneralSkills(props: { readonly described: DescribedRecord; readonly level: 2 | 3 }) {
  const { generalSkills } = props.described;
  if (generalSkills === undefined) return null;
  return (
    <Section heading={generalSkills.label} level={props.level}>
      <p class="muted">{generalSkills.note}</p>
      <div class="note" lang="nl">
        {generalSkills.paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
    </Section>
  );
}
