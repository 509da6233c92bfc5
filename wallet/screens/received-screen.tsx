import { words } from '../../contexts/index.ts';
import { ActionButton } from '../../ui/index.tsx';
import { HeldRecord } from './held-record.tsx';
import type { ScreenProps } from './screen-props.ts';

/** What has come, to look at before it is kept. */
export function ReceivedScreen({ screen, state, actions, language, now }: ScreenProps<'received'>) {
  const text = words[language].wallet;
  const [credential] = screen.credentials;
  if (credential === undefined) return null;
  return (
    <>
      <p>{text.received.text(screen.offer.issuer.name)}</p>
      <HeldRecord credential={credential} language={language} now={now} />
      <div class="actions same-size">
        <ActionButton busy={state.busy} onPress={actions.keep}>
          {text.received.keep}
        </ActionButton>
        <ActionButton secondary onPress={() => actions.goTo({ at: 'home' })}>
          {text.offer.noThanks}
        </ActionButton>
      </div>
    </>
  );
}
