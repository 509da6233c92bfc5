import { words } from '../../contexts/index.ts';
import { Purpose } from '../../core/openid/purposes.ts';
import { ActionButton, formatMoment, Rows } from '../../ui/index.tsx';
import type { ShareEntry } from '../vault/index.ts';
import { recipientName } from './recipient.ts';
import type { ScreenProps } from './screen-props.ts';
import { SharedClaims } from './shared-claims.tsx';

/** Who has seen what, and when; also what was refused. */
export function SharesScreen({ state, actions, language }: ScreenProps<'shares'>) {
  const text = words[language].wallet;
  const purposeOf = (entry: ShareEntry) => {
    const purpose = Purpose.safeParse(entry.purpose);
    return purpose.success ? text.request.purposeNames[purpose.data] : '';
  };
  return (
    <>
      <p>{state.shares.length === 0 ? text.shares.empty : text.shares.text}</p>
      {state.shares.map((entry) => (
        <section key={entry.id}>
          <h2>{recipientName(entry.recipientName, language)}</h2>
          <p class="muted">{formatMoment(entry.at, language)}</p>
          <Rows
            rows={[
              { label: text.shares.sentTo, content: entry.recipientHost },
              { label: text.shares.purpose, content: purposeOf(entry) },
            ].filter(({ content }) => content !== '')}
          />
          {entry.outcome === 'refused' ? (
            <p>{text.shares.refused}</p>
          ) : (
            <SharedClaims shown={entry.shown} language={language} />
          )}
        </section>
      ))}
      <div class="actions">
        <ActionButton secondary onPress={() => actions.goTo({ at: 'home' })}>
          {text.back}
        </ActionButton>
      </div>
    </>
  );
}
