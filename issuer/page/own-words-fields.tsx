import { useId } from 'preact/hooks';
import { type WorkerLanguage, words } from '../../contexts/index.ts';
import { mostLettersOf, type OwnWords, ownWordNames } from './own-words.ts';

/** Three fields for what no platform knows. What stands in them goes onto the paper, and is kept nowhere. */
export function OwnWordsFields(props: {
  readonly language: WorkerLanguage;
  readonly value: OwnWords;
  readonly onChange: (value: OwnWords) => void;
}) {
  const { value, onChange } = props;
  const { ownWords } = words[props.language].claim.take;
  const id = useId();
  return (
    <>
      <p>{ownWords.intro}</p>
      {ownWordNames.map((name) => (
        <div class="field" key={name}>
          <label for={`${id}-${name}`}>{ownWords[name]}</label>
          <textarea
            id={`${id}-${name}`}
            maxLength={mostLettersOf[name]}
            value={value[name] ?? ''}
            onInput={(event) => onChange({ ...value, [name]: event.currentTarget.value })}
          />
        </div>
      ))}
    </>
  );
}
