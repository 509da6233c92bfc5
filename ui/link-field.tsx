import { useEffect, useId, useState } from 'preact/hooks';
import { type WorkerLanguage, words } from '../contexts/index.ts';

/** A link to take along by hand: to read, to select, to copy. Stands beside every QR code. */
export function LinkField(props: {
  readonly link: string;
  readonly label: string;
  readonly language: WorkerLanguage;
}) {
  const text = words[props.language].ui;
  const [copied, setCopied] = useState(false);
  const id = useId();
  useEffect(() => setCopied(false), [props.link]);
  const copy = async () => {
    const field = document.getElementById(id);
    if (field instanceof HTMLInputElement) field.select();
    await navigator.clipboard?.writeText(props.link).then(
      () => setCopied(true),
      () => undefined,
    );
  };
  return (
    <div class="field no-print">
      <label for={id}>{props.label}</label>
      <input
        id={id}
        type="text"
        readOnly
        value={props.link}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div class="actions">
        <button class="button secondary" type="button" onClick={copy}>
          {words[props.language].common.copyLink}
        </button>
        <span role="status">{copied ? text.copied : ''}</span>
      </div>
    </div>
  );
}
