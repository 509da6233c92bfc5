import { type WorkerLanguage, words } from '../../contexts/index.ts';
import { describeRecord, type Row } from '../../core/credential/index.ts';
import { Fold, rowContent } from '../../ui/index.tsx';
import { wholeRecord } from './choice.ts';
import type { ClaimSession } from './claim-calls.ts';
import { pictureOf } from './figure-pictures.ts';
import { Picture } from './picture.tsx';
import { tableLanguageOf } from './table-language.ts';

type Props = {
  readonly session: ClaimSession;
  readonly language: WorkerLanguage;
  readonly now: Date;
  /** Leads to the form for a mistake in this figure. */
  readonly onWrong: (figure: string) => void;
};

/** First only looking: what the platform knows, figure by figure, each with what it means. */
export function SeeView(props: Props) {
  const { session, language } = props;
  const text = words[language].claim;
  const described = describeRecord(wholeRecord(session, true), language, props.now);
  const name: Row = {
    key: 'name',
    label: text.choose.name,
    value: session.worker.name,
    ...(described.nameNote !== undefined && { note: described.nameNote }),
  };
  const figures = [name, ...described.facts.filter(({ key }) => key !== 'platform'), ...described.judgements];
  return (
    <>
      <p>{text.see.intro(session.worker.name)}</p>
      {described.asOf !== undefined && <p class="muted">{described.asOf}</p>}
      {described.ageNote !== undefined && <p class="note">{described.ageNote}</p>}
      <dl class="facts">
        {figures.map((row) => (
          <Figure key={row.key} row={row} {...props} />
        ))}
      </dl>
      {described.judgementNote !== undefined && <p class="note">{described.judgementNote}</p>}
      {(session.record.skills ?? session.record.occupations) !== undefined && (
        <p class="muted" data-silent>
          {words[language].common.escoAttribution}
        </p>
      )}
    </>
  );
}

function Figure({ row, language, onWrong }: Props & { readonly row: Row }) {
  const { see, meanings } = words[language].claim;
  const meaning = Object.entries(meanings).find(([figure]) => figure === row.key)?.[1];
  const inTable = tableLanguageOf(row.key, language);
  return (
    <div>
      <dt>
        <Picture of={pictureOf(row.key)} />
        {row.label}
      </dt>
      <dd class={row.items === undefined ? 'value' : undefined} lang={inTable}>
        {rowContent({ key: row.key, label: row.label, value: row.value, ...itemsOf(row) }, language)}
      </dd>
      {row.note !== undefined && <dd class="muted">{row.note}</dd>}
      <dd>
        <Fold summary={see.meaning} about={row.label}>
          {meaning !== undefined && <p>{meaning}</p>}
          <button class="plain-button" type="button" onClick={() => onWrong(row.key)}>
            <Picture of="pencil" />
            {see.wrong}
            <span class="visually-hidden">: {row.label}</span>
          </button>
        </Fold>
      </dd>
    </div>
  );
}

const itemsOf = (row: Row) => (row.items === undefined ? {} : { items: row.items });
