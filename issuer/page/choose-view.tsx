import { type WorkerLanguage, words } from '../../contexts/index.ts';
import { baseClaims, type ClaimName, describeRecord, type Row } from '../../core/credential/index.ts';
import { Fold, Option, Rows, rowContent } from '../../ui/index.tsx';
import { type Choice, wholeRecord, withClaim } from './choice.ts';
import type { ClaimSession } from './claim-calls.ts';
import { pictureOf } from './figure-pictures.ts';
import { Picture } from './picture.tsx';
import { tableLanguageOf } from './table-language.ts';

type Props = {
  readonly session: ClaimSession;
  readonly choice: Choice;
  readonly onChoice: (choice: Choice) => void;
  readonly language: WorkerLanguage;
  readonly now: Date;
};

/** So many parts of a list stand beside its switch; the rest behind one line. */
const shownItems = 4;

/** A switch for everything that may be left out or put in, facts before judgements. */
export function ChooseView(props: Props) {
  const { session, choice, language } = props;
  const { claim, record } = words[language];
  const whole = wholeRecord(session, choice.claims.get('name') === true);
  const described = describeRecord(whole, language, props.now);
  const fixed: ReadonlySet<ClaimName> = new Set(baseClaims);
  const rows: Row[] = [
    { key: 'name', label: claim.choose.name, value: session.worker.name },
    ...described.facts.filter((row) => row.key !== 'birthDate'),
    ...described.facts
      .filter((row) => row.key === 'birthDate')
      .map((row) => ({ ...row, label: claim.choose.birthDate })),
  ];
  const general = described.generalSkills;
  const switches = (list: readonly Row[]) =>
    list.map((row) => (choice.claims.has(row.key) ? <Switch key={row.key} row={row} {...props} /> : null));
  return (
    <>
      <p>{claim.choose.intro}</p>
      <fieldset>
        <legend>{claim.choose.facts}</legend>
        {switches(rows)}
        {general !== undefined &&
          switches([
            { key: 'generalSkills', label: general.label, value: general.note, items: general.paragraphs },
          ])}
      </fieldset>
      <fieldset>
        <legend>{claim.choose.judgements}</legend>
        <p>{described.judgements.length > 0 ? claim.choose.judgementsIntro : claim.choose.none}</p>
        {switches(described.judgements)}
      </fieldset>
      <h2>{claim.choose.always}</h2>
      <Rows
        rows={[
          ...rows
            .filter((row) => fixed.has(row.key))
            .map((row) => ({ label: row.label, content: rowContent(row, language) })),
          ...(described.asOf === undefined ? [] : [{ label: record.experience, content: described.asOf }]),
        ]}
      />
    </>
  );
}

function Switch(props: Props & { readonly row: Row }) {
  const { row, choice, onChoice, language } = props;
  const { ui } = words[language];
  const on = choice.claims.get(row.key) === true;
  const items = row.items ?? [];
  const general = row.key === 'generalSkills';
  const long = general || items.length > shownItems;
  const value =
    long && !general
      ? `${items.slice(0, shownItems).join(' · ')} · ${ui.more(items.length - shownItems)}`
      : row.value;
  const inTable = tableLanguageOf(row.key, language);
  return (
    <Option
      kind="switch"
      name={row.key}
      label={row.label}
      picture={<Picture of={pictureOf(row.key)} />}
      checked={on}
      stateWord={on ? ui.on : ui.off}
      onChange={(next) => onChoice(withClaim(choice, row.key, next))}
      {...(long && {
        below: (
          <Fold summary={general ? ui.showText : ui.showAll(items.length)} about={row.label}>
            <ul class="plain" lang={general ? 'nl' : inTable}>
              {items.map((item) => (
                <li key={item}>{item}</li>
              ))}
            </ul>
            {general && language !== 'nl' && <Translated {...props} language={language} />}
          </Fold>
        ),
      })}
    >
      <span lang={inTable}>{value}</span>
      {row.note !== undefined && <span class="muted"> {row.note}</span>}
    </Option>
  );
}

/** The general paragraph is signed in Dutch; here it also stands in the language of the page. */
function Translated({ session, choice, language }: Props) {
  const { claim, record } = words[language];
  const name = choice.claims.get('name') === true ? session.worker.name : record.generalSkillsNobody;
  return (
    <>
      <p class="muted">{claim.choose.inYourLanguage}</p>
      {record
        .generalSkillsText(name, session.platform)
        .split('\n\n')
        .map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
    </>
  );
}
