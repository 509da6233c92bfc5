import { useId, useState } from 'preact/hooks';
import { words } from '../../contexts/index.ts';
import { ActionButton } from '../../ui/index.tsx';
import type { ScreenProps } from './screen-props.ts';

/** A link by hand, for who could not open it on this device. */
export function LinkScreen({ screen, state, actions, language }: ScreenProps<'link'>) {
  const text = words[language].wallet;
  const [link, setLink] = useState('');
  const id = useId();
  const submit = (event: Event) => {
    event.preventDefault();
    if (!state.busy) void actions.openLink(link);
  };
  return (
    <form onSubmit={submit}>
      <p>{screen.for === 'offer' ? text.link.addText : text.link.shareText}</p>
      <div class="field">
        <label for={id}>{text.link.field}</label>
        <textarea
          id={id}
          value={link}
          autoComplete="off"
          autoCapitalize="none"
          spellcheck={false}
          onInput={(event) => setLink(event.currentTarget.value)}
        />
      </div>
      <div class="actions">
        <ActionButton submit busy={state.busy}>
          {text.link.go}
        </ActionButton>
        <ActionButton secondary onPress={() => actions.goTo({ at: 'home' })}>
          {text.back}
        </ActionButton>
      </div>
    </form>
  );
}
