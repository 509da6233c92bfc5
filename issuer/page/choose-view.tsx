import { type Language, words } from '../../contexts/index.ts';
import {
  baseClaims,
  type ClaimName,
  describeRecord,
  formatMonth,
  type Row,
} from '../../core/credential/index.ts';
import { Fold, Option, Rows, rowContent } from '../../ui/index.tsx';
import { type Choice, wholeRecord, withClaim, withReview } from './choice.ts';
import type { ClaimSession } from './claim-calls.ts';

type Props = {
  readonly session: ClaimSession;
  readonly choice: Choice;
  readonly onChoice: (choice: Choice) => void;
  readonly language: Language;
  readonly now: Date;
};

/** So many parts of a list stand beside its switch; the rest behind one line. */
const shownItems = 4;

/** The whole record, with a switch for everything that may be left out or put in. */
export function ChooseView(props: Props) {
  const { session, choice, language } = props;
  const { claim, record } = words[language];
  const whole = wholeRecord(session, choice.claims.get('name') === true);
  const described = describeRecord(whole, language, props.now);
  const fixed: ReadonlySet<ClaimName> = new Set(baseClaims);
  const rows: Row[] = [
    { key: 'name', label: claim.choose.name, value: session.worker.name, ...noteOf(described.nameNote) },
    ...described.facts.filter((row) => row.key !== 'birthDate'),
  ];
  const text = described.generalSkills;
  const birthDate = described.facts.filter((row) => row.key === 'birthDate');
  const switches = (list: readonly Row[]) =>
    list.map((row) => (choice.claims.has(row.key) ? <Switch key={row.key} row={row} {...props} /> : null));
  return (
    <>
      <h2>{claim.choose.title}</h2>
      <p>{claim.choose.intro(session.worker.name)}</p>
      {described.ageNote !== undefined && <p class="note">{described.ageNote}</p>}
      <h3>{claim.choose.always}</h3>
      <Rows
        rows={[
          ...rows
            .filter((row) => fixed.has(row.key))
            .map((row) => ({ label: row.label, content: rowContent(row, language) })),
          ...(described.asOf === undefined ? [] : [{ label: record.experience, content: described.asOf }]),
        ]}
      />
      <fieldset>
        <legend>{claim.choose.facts}</legend>
        {switches(rows)}
        {switches(birthDate)}
        {text !== undefined &&
          switches([{ key: 'generalSkills', label: text.label, value: text.note, items: text.paragraphs }])}
      </fieldset>
      <fieldset>
        <legend>{claim.choose.judgements}</legend>
        <p>{described.judgements.length > 0 ? claim.choose.judgementsIntro : claim.choose.none}</p>
        {switches(described.judgements)}
      </fieldset>
      <Reviews {...props} />
      <p class="muted">{claim.choose.mistake}</p>
    </>
  );
}

const noteOf = (note: string | undefined) => (note === undefined ? {} : { note });

function Switch({ row, choice, onChoice, language }: Props & { readonly row: Row }) {
  const { ui } = words[language];
  const on = choice.claims.get(row.key) === true;
  const long = row.items !== undefined && row.items.length > shownItems;
  const general = row.key === 'generalSkills';
  const value =
    long && row.items !== undefined
      ? `${row.items.slice(0, shownItems).join(' · ')} · ${ui.more(row.items.length - shownItems)}`
      : row.value;
  return (
    <Option
      kind="switch"
      name={row.key}
      label={row.label}
      checked={on}
      stateWord={on ? ui.on : ui.off}
      onChange={(next) => onChoice(withClaim(choice, row.key, next))}
      {...((long || general) && {
        below: (
          <Fold summary={general ? ui.showText : ui.showAll(row.items?.length ?? 0)}>
            <ul class="plain" {...(general && { lang: 'nl' })}>
              {row.items?.map((item) => (
                <li key={item}>{item}</li>
              ))}
            </ul>
          </Fold>
        ),
      })}
    >
      {value}
      {row.note !== undefined && <span class="muted"> {row.note}</span>}
    </Option>
  );
}

function Reviews({ session, choice, onChoice, language }: Props) {
  const { claim, ui } = words[language];
  if (session.reviews.length === 0) return null;
  return (
    <fieldset>
      <legend>{claim.choose.reviews}</legend>
      <p role="status">{claim.choose.reviewsChosen(choice.reviews.size, session.reviews.length)}</p>
      {session.reviews.map((review) => {
        const on = choice.reviews.has(review.gigId);
        return (
          <Option
            key={review.gigId}
            kind="switch"
            name={`review-${review.gigId}`}
            label={claim.choose.reviewOf(formatMonth(review.month, language))}
            checked={on}
            stateWord={on ? ui.on : ui.off}
            onChange={(next) => onChoice(withReview(choice, review.gigId, next))}
          >
            <q>{review.text}</q>
          </Option>
        );
      })}
    </fieldset>
  );
}
