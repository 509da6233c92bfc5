import { useId, useState } from 'preact/hooks';
import { words } from '../../contexts/index.ts';
import { ActionButton, StatusBox } from '../../ui/index.tsx';
import type { ScreenProps } from './screen-props.ts';

/** Who offers, and whether we know them. Nothing of the offer has been used yet. */
export function OfferScreen({ screen, state, actions, language }: ScreenProps<'offer'>) {
  const text = words[language].wallet;
  const { issuer, txCode } = screen.offer;
  const [code, setCode] = useState('');
  const id = useId();
  const submit = (event: Event) => {
    event.preventDefault();
    void actions.viewOffer(txCode === null ? null : code);
  };
  return (
    <form onSubmit={submit}>
      <StatusBox
        sign={issuer.listed ? 'good' : 'careful'}
        heading={issuer.listed ? text.offer.listedTitle : text.offer.unlistedTitle}
      >
        <p>{issuer.listed ? text.offer.listed(issuer.name) : text.offer.unlisted(issuer.name)}</p>
      </StatusBox>
      <p>{text.offer.look}</p>
      {txCode !== null && (
        <div class="field">
          <label for={id}>{text.offer.codeField}</label>
          <p id={`${id}-help`}>{text.offer.codeText(issuer.name)}</p>
          <input
            id={id}
            type="text"
            class="code"
            aria-describedby={`${id}-help`}
            inputMode={txCode.inputMode === 'numeric' ? 'numeric' : 'text'}
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellcheck={false}
            maxLength={txCode.length ?? 32}
            value={code}
            onInput={(event) => setCode(event.currentTarget.value)}
          />
        </div>
      )}
      <div class="actions same-size">
        <ActionButton submit busy={state.busy}>
          {text.offer.view}
        </ActionButton>
        <ActionButton secondary onPress={() => actions.goTo({ at: 'home' })}>
          {text.offer.noThanks}
        </ActionButton>
      </div>
    </form>
  );
}
