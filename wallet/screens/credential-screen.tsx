import { words } from '../../contexts/index.ts';
import { ActionButton, formatDay, Rows, StatusBox } from '../../ui/index.tsx';
import { HeldRecord } from './held-record.tsx';
import { issuerName } from './issuer-name.ts';
import type { ScreenProps } from './screen-props.ts';

/** One certificate of work, whole, and the way to be rid of it. */
export function CredentialScreen({ screen, state, actions, language, now }: ScreenProps<'credential'>) {
  const text = words[language].wallet;
  const credential = state.credentials.find(({ bundleId }) => bundleId === screen.bundleId);
  if (credential === undefined) return null;
  const { bundleId, removing } = screen;
  const day = (moment: string | null) => (moment === null ? '' : formatDay(moment, language));
  if (removing) {
    return (
      <>
        <StatusBox sign="careful" heading={text.detail.removeHeading}>
          <p>{text.detail.removeText}</p>
        </StatusBox>
        <div class="actions same-size">
          <ActionButton busy={state.busy} onPress={() => actions.remove(bundleId)}>
            {text.detail.removeYes}
          </ActionButton>
          <ActionButton
            secondary
            onPress={() => actions.goTo({ at: 'credential', bundleId, removing: false })}
          >
            {text.detail.removeNo}
          </ActionButton>
        </div>
      </>
    );
  }
  return (
    <>
      <HeldRecord credential={credential} language={language} now={now} />
      <Rows
        rows={[
          { label: text.detail.signedBy, content: issuerName(credential) },
          { label: text.detail.signedOn, content: day(credential.validFrom) },
          { label: text.detail.validUntil, content: day(credential.validUntil) },
        ].filter(({ content }) => content !== '')}
      />
      <div class="actions">
        <ActionButton onPress={() => actions.goTo({ at: 'link', for: 'request' })}>{text.share}</ActionButton>
        <ActionButton secondary onPress={() => actions.goTo({ at: 'credential', bundleId, removing: true })}>
          {text.detail.remove}
        </ActionButton>
        <ActionButton secondary onPress={() => actions.goTo({ at: 'home' })}>
          {text.back}
        </ActionButton>
      </div>
    </>
  );
}
