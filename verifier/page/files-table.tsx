/** Many files at once: a row for each with its outcome, and all of it as CSV. */
import { type Language, words } from '../../contexts/index.ts';
import type { Report } from '../../core/verify/report.ts';
import { ActionButton, formatMoment, Icon, StatusBox, saveFile, signOfOutcome } from '../../ui/index.tsx';
import type { Checked } from './check-document.ts';
import { createCsv } from './create-csv.ts';
import type { TableView } from './state.ts';

type Read = Extract<Checked, { ok: true }>;

/** How far it is, and at the end how many are in order; spoken as it changes. */
export function FilesTableStatus({
  table: { files, rows },
  language,
}: {
  readonly table: TableView;
  readonly language: Language;
}) {
  const text = words[language].verifier.table;
  if (rows.length < files.length) return <p>{text.busy(rows.length, files.length)}</p>;
  const genuine = rows.filter((row) => row.ok && row.report.outcome === 'valid').length;
  return (
    <StatusBox
      sign={genuine === files.length ? 'good' : 'careful'}
      heading={text.done(genuine, files.length)}
    />
  );
}

export function FilesTable(props: {
  readonly table: TableView;
  readonly language: Language;
  readonly onShow: (checked: Read) => void;
  readonly onAnother: () => void;
}) {
  const { language, table } = props;
  const { verifier } = words[language];
  const text = verifier.table;
  const isDone = table.rows.length === table.files.length;
  const save = () => {
    const csv = createCsv(table.files, table.rows, language);
    saveFile(new Blob([csv], { type: 'text/csv;charset=utf-8' }), 'kluscv.csv');
  };
  const kept = table.rows.find((row): row is Read => row.ok && row.keptSince !== undefined)?.keptSince;
  return (
    <>
      {kept !== undefined && <p>{verifier.keptLists(formatMoment(kept.toISOString(), language))}</p>}
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
            {table.rows.map((row, index) => (
              <FileRow file={table.files[index] ?? ''} row={row} language={language} onShow={props.onShow} />
            ))}
          </tbody>
        </table>
      </div>
      <div class="actions">
        {isDone && <ActionButton onPress={save}>{text.save}</ActionButton>}
        <ActionButton secondary onPress={props.onAnother}>
          {verifier.result.another}
        </ActionButton>
      </div>
    </>
  );
}

function FileRow(props: {
  readonly file: string;
  readonly row: Checked;
  readonly language: Language;
  readonly onShow: (checked: Read) => void;
}) {
  const { file, row, language, onShow } = props;
  const { outcomes, ui, verifier } = words[language];
  if (!row.ok)
    return (
      <tr>
        <th scope="row">{file}</th>
        <td>
          <Icon sign="careful" /> {verifier.table.notRead}: {ui.problems[row.problem]}
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
        <Icon sign={signOfOutcome[row.report.outcome]} /> {outcomes[row.report.outcome].label}
      </td>
      <td>{issuersOf(row.report)}</td>
    </tr>
  );
}

/** As the list of issuers calls them. */
const issuersOf = ({ credentials }: Report): string =>
  [...new Set(credentials.flatMap(({ issuer }) => issuer.name ?? []))].join(', ');
