import { useEffect, useId, useState } from 'preact/hooks';
import { type WorkerLanguage, words } from '../../contexts/index.ts';
import { ActionButton, type ApiProblem, Option } from '../../ui/index.tsx';
import { CallProblem } from './call-problem.tsx';
import type { Device } from './device.ts';
import { type OwnWords, writtenWords } from './own-words.ts';
import type { OwnWordsFields } from './own-words-fields.tsx';
import { Picture } from './picture.tsx';

/** What goes onto this one paper beside what was chosen. */
export type PaperWish = {
  readonly madeFor: string;
  readonly ownWords: OwnWords | undefined;
  readonly questionnaire: boolean;
};

export type MakePdf = (
  wish: PaperWish,
) => Promise<
  { readonly ok: true; readonly value: Blob } | { readonly ok: false; readonly problem: ApiProblem }
>;

/** As long as the service takes. */
const mostLetters = 60;
type Said = 'saved' | 'shared' | 'press_again' | undefined;

/** The way that always works: the PDF, saved or shared. Every press makes a copy of its own. */
export function PdfPart(props: {
  readonly language: WorkerLanguage;
  /** Compared by identity: what was said about another choice no longer holds. */
  readonly choice: object;
  readonly makePdf: MakePdf;
  readonly device: Device;
  /** Whether the platform invites to a questionnaire. */
  readonly invites: boolean;
}) {
  const { language, device } = props;
  const { claim, ui } = words[language];
  const { take } = claim;
  const [madeFor, setMadeFor] = useState('');
  const [own, setOwn] = useState<OwnWords>({});
  const [Fields, setFields] = useState<{ readonly Own: typeof OwnWordsFields }>();
  const [questionnaire, setQuestionnaire] = useState(false);
  const [busy, setBusy] = useState<'download' | 'share'>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [said, setSaid] = useState<Said>();
  const [waiting, setWaiting] = useState<File>();
  const id = useId();
  useEffect(() => {
    setSaid(undefined);
    setWaiting(undefined);
  }, [props.choice, language, madeFor, own, questionnaire]);

  const make = async (what: 'download' | 'share'): Promise<Blob | undefined> => {
    if (busy !== undefined) return undefined;
    setBusy(what);
    setProblem(undefined);
    setSaid(undefined);
    const made = await props.makePdf({
      madeFor: madeFor.trim(),
      ownWords: writtenWords(own),
      questionnaire,
    });
    setBusy(undefined);
    if (made.ok) return made.value;
    setProblem(made.problem);
    return undefined;
  };
  const openFields = () =>
    import('./side-views.tsx').then(
      ({ OwnWordsFields: Own }) => setFields({ Own }),
      () => setProblem('unreachable'),
    );
  const save = (file: Blob) => {
    device.saveFile(file, take.fileName);
    setSaid('saved');
  };
  const download = async () => {
    const made = await make('download');
    if (made !== undefined) save(made);
  };
  const share = async () => {
    const made = waiting ?? (await make('share'));
    if (made === undefined || device.share === undefined) return;
    const file = new File([made], take.fileName, { type: 'application/pdf' });
    const outcome = await device.share(file);
    setWaiting(outcome === 'press_again' ? file : undefined);
    if (outcome === 'failed') save(file);
    else setSaid(outcome === 'cancelled' ? undefined : outcome);
  };
  return (
    <section>
      <h2>{take.pdfHeading}</h2>
      <p>
        {take.pdfIntro} {take.pdfLanguage}
      </p>
      <div class="field">
        <label for={id}>{take.madeFor}</label>
        <p id={`${id}-hint`} class="muted">
          {take.madeForHint}
        </p>
        <input
          id={id}
          type="text"
          maxLength={mostLetters}
          autocomplete="off"
          aria-describedby={`${id}-hint`}
          value={madeFor}
          onInput={(event) => setMadeFor(event.currentTarget.value)}
        />
      </div>
      {Fields === undefined ? (
        <button class="plain-button" type="button" onClick={openFields}>
          <Picture of="pencil" />
          {take.ownWords.open}
        </button>
      ) : (
        <Fields.Own language={language} value={own} onChange={setOwn} />
      )}
      {props.invites && (
        <Option
          kind="switch"
          name="questionnaire"
          label={take.questionnaire}
          checked={questionnaire}
          stateWord={questionnaire ? ui.on : ui.off}
          onChange={setQuestionnaire}
        >
          {take.questionnaireText}
        </Option>
      )}
      <div class="actions">
        <ActionButton busy={busy === 'download'} onPress={download}>
          <Picture of="download" />
          {busy === 'download' ? take.pdfBusy : take.pdf}
        </ActionButton>
        {device.share !== undefined && (
          <ActionButton secondary busy={busy === 'share'} onPress={share}>
            <Picture of="share" />
            {busy === 'share' ? take.pdfBusy : take.share}
          </ActionButton>
        )}
      </div>
      <div role="status">
        {problem !== undefined && <CallProblem {...{ problem, language }} />}
        {said === 'saved' && <p class="done">{take.pdfDone}</p>}
        {said === 'shared' && <p class="done">{take.shared}</p>}
        {said === 'press_again' && <p>{take.shareReady}</p>}
      </div>
    </section>
  );
}
