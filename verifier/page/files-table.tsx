/** Many files at once: a row for each with its outcome, and all of it as CSV. */
import { type Language, words } from '../../contexts/index.ts';
import type { Clock } from '../../core/ports.ts';
import { outcomes, type Report } from '../../core/verify/report.ts';
import {
  ActionButton,
  formatMoment,
  Icon,
  Rows,
  type Sign,
  StatusBox,
  saveFile,
  signOfOutcome,
} from '../../ui/index.tsx';
import type { Checked, CheckedCredentials } from './check-document.ts';
import { createCsv } from './create-csv.ts';
import { outcomeInWords } from './outcome-in-words.ts';
import { Progress } from './progress.tsx';
import type { TableView } from './state.ts';

/** Spoken: that it runs, each quarter of the way, and at the end how many are in order. */
export function FilesTableStatus({
  table,
  language,
}: {
  readonly table: TableView;
  readonly language: Language;
}) {
  const { checkPage, verifier } = words[language];
  const count = table.files.length;
  if (table.state === 'running') {
    const quarter = Math.floor((Math.floor((4 * table.done) / count) * count) / 4);
    return <p class="visually-hidden">{verifier.table.busy(quarter, count)}</p>;
  }
  const genuine = table.rows.filter((row) => row?.ok === true && row.report.outcome === 'valid').length;
  const isAll = table.state === 'done';
  return (
    <StatusBox
      sign={isAll && genuine === count ? 'good' : 'careful'}
      heading={verifier.table.done(genuine, isAll ? count : table.done)}
    >
      {!isAll && <p>{checkPage.files.stopped(table.done, count)}</p>}
    </StatusBox>
  );
}

export function FilesTable(props: {
  readonly table: TableView;
  readonly now: Clock;
  readonly language: Language;
  readonly onShow: (checked: Checked) => void;
  readonly onAnother: () => void;
}) {
  const { language, table } = props;
  const { verifier } = words[language];
  const text = verifier.table;
  const isRunning = table.state === 'running';
  const save = () => {
    const csv = createCsv(table.files, table.rows, language);
    saveFile(new Blob([csv], { type: 'text/csv;charset=utf-8' }), 'kluscv.csv');
  };
  const kept = table.rows.find(
    (row): row is CheckedCredentials => row?.ok === true && row.keptSince !== undefined,
  );
  return (
    <>
      {table.leftOut > 0 && (
        <p class="note">{words[language].checkPage.files.leftOut(table.leftOut, table.files.length)}</p>
      )}
      {isRunning && <Progress {...{ table, language }} now={props.now} />}
      {kept?.keptSince !== undefined && (
        <p>{verifier.keptLists(formatMoment(kept.keptSince.toISOString(), language))}</p>
      )}
      {!isRunning && <Summary table={table} language={language} />}
      <div class="actions">
        {!isRunning && <ActionButton onPress={save}>{text.save}</ActionButton>}
        {!isRunning && (
          <ActionButton secondary onPress={props.onAnother}>
            {verifier.result.another}
          </ActionButton>
        )}
      </div>
      <div class="scroll">
        <table class="files">
          <thead>
            <tr>
              <th scope="col">{text.file}</th>
              <th scope="col">{text.outcome}</th>
              <th scope="col">{text.issuer}</th>
            </tr>
          </thead>
          <tbody>
            {table.files.map((file, index) => (
              <FileRow
                key={index}
                file={file}
                row={table.rows[index]}
                language={language}
                onShow={props.onShow}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** How many of each outcome, so that the bad ones are not to be looked for among hundreds. */
function Summary({ table, language }: { readonly table: TableView; readonly language: Language }) {
  const { checkPage, outcomes: spoken, verifier } = words[language];
  const outcomeOf = (row: Checked | undefined) => (row?.ok === true ? row.report.outcome : undefined);
  const countOf = (is: (row: Checked | undefined) => boolean): string => String(table.rows.filter(is).length);
  const rows = [
    ...outcomes.toReversed().map((outcome) => ({
      label: spoken[outcome].label,
      content: countOf((row) => outcomeOf(row) === outcome),
    })),
    {
      label: checkPage.files.isReport,
      content: countOf((row) => row?.ok === false && row.problem === undefined),
    },
    {
      label: verifier.table.notRead,
      content: countOf((row) => row?.ok === false && row.problem !== undefined),
    },
  ];
  return (
    <>
      <h2>{checkPage.files.summary}</h2>
      <Rows rows={rows.filter(({ content }) => content !== '0')} />
    </>
  );
}

function FileRow(props: {
  readonly file: string;
  readonly row: Checked | undefined;
  readonly language: Language;
  readonly onShow: (checked: Checked) => void;
}) {
  const { file, row, language, onShow } = props;
  const { checkPage, ui, verifier } = words[language];
  if (row === undefined)
    return (
      <tr>
        <th scope="row">{file}</th>
        <td class="muted">{checkPage.files.waiting}</td>
        <td />
      </tr>
    );
  if (!row.ok && row.problem !== undefined)
    return (
      <tr>
        <th scope="row">{file}</th>
        <td>
          <Mark sign="careful" /> {verifier.table.notRead}: {ui.problems[row.problem]}
        </td>
        <td />
      </tr>
    );
  return (
    <tr>
      <th scope="row">
        <button type="button" class="link" onClick={() => onShow(row)} aria-label={verifier.table.show(file)}>
          {file}
        </button>
      </th>
      <td>
        {row.ok ? (
          <>
            <Mark sign={signOfOutcome[row.report.outcome]} /> {outcomeInWords(row.report, row.seen, language)}
          </>
        ) : (
          <>
            <Mark sign="neutral" /> {checkPage.files.isReport}
          </>
        )}
      </td>
      <td>{row.ok && issuersOf(row.report)}</td>
    </tr>
  );
}

const Mark = ({ sign }: { readonly sign: Sign }) => (
  <span class={`mark ${sign}`}>
    <Icon sign={sign} />
  </span>
);

/** As the list of issuers calls them. */
const issuersOf = ({ credentials }: Report): string =>
  [...new Set(credentials.flatMap(({ issuer }) => issuer.name ?? []))].join(', ');
