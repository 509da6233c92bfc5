import { words } from '../../contexts/index.ts';
import { ActionButton, StatusBox } from '../../ui/index.tsx';
import { recipientName } from './recipient.ts';
import type { ScreenProps } from './screen-props.ts';
import { SharedClaims } from './shared-claims.tsx';

/** What has happened, and where the recipient would like the worker to go on. */
export function DoneScreen({ screen, actions, language }: ScreenProps<'done'>) {
  const text = words[language].wallet;
  const { entry, redirectUri } = screen;
  const recipient = recipientName(entry.recipientName, language);
  const shared = entry.outcome === 'shared';
  return (
    <>
      <StatusBox
        sign={shared ? 'good' : 'neutral'}
        heading={shared ? text.done.sharedHeading : text.done.refusedHeading}
      >
        <p>{shared ? text.done.shared(recipient) : text.done.refused}</p>
      </StatusBox>
      <SharedClaims shown={entry.shown} language={language} />
      <div class="actions">
        {redirectUri !== null && (
          <a class="button" href={redirectUri} rel="noreferrer">
            {text.done.goOn(new URL(redirectUri).host)}
          </a>
        )}
        <ActionButton secondary={redirectUri !== null} onPress={() => actions.goTo({ at: 'home' })}>
          {text.home}
        </ActionButton>
      </div>
    </>
  );
}
