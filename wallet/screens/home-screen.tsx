import { type Language, words } from '../../contexts/index.ts';
import { formatDate, formatNumber } from '../../core/credential/index.ts';
import { ActionButton } from '../../ui/index.tsx';
import type { Place } from '../actions.ts';
import { bundleCredentials, type HeldCredential } from '../flow/index.ts';
import { issuerName } from './issuer-name.ts';
import type { ScreenProps } from './screen-props.ts';

/** What the worker has, one card for each certificate of work. */
export function HomeScreen({ state, actions, language }: ScreenProps<'home'>) {
  const text = words[language].wallet;
  const bundles = bundleCredentials(state.credentials);
  return (
    <>
      {bundles.length === 0 ? (
        <>
          <p>{text.empty}</p>
          <p class="muted">{text.whatIsThis}</p>
        </>
      ) : (
        <ul class="cards">
          {bundles.map(([credential]) =>
            credential === undefined ? null : (
              <li key={credential.bundleId}>
                <Card credential={credential} language={language} goTo={actions.goTo} />
              </li>
            ),
          )}
        </ul>
      )}
      <div class="actions">
        <ActionButton onPress={() => actions.goTo({ at: 'link', for: 'offer' })}>{text.add}</ActionButton>
        {bundles.length > 0 && (
          <ActionButton secondary onPress={() => actions.goTo({ at: 'link', for: 'request' })}>
            {text.share}
          </ActionButton>
        )}
        <ActionButton secondary onPress={() => actions.goTo({ at: 'shares' })}>
          {text.shares.heading}
        </ActionButton>
      </div>
    </>
  );
}

function Card(props: {
  readonly credential: HeldCredential;
  readonly language: Language;
  readonly goTo: (place: Place) => void;
}) {
  const { credential, language } = props;
  const text = words[language].wallet;
  const issuer = issuerName(credential);
  const { gigsCompleted, asOf } = credential.claims;
  return (
    <>
      <h2>{text.card.heading(issuer)}</h2>
      {gigsCompleted !== undefined && <p>{text.card.gigs(formatNumber(gigsCompleted, language))}</p>}
      {asOf !== undefined && <p class="muted">{words[language].record.asOf(formatDate(asOf, language))}</p>}
      <div class="actions">
        <button
          class="button secondary"
          type="button"
          aria-label={`${text.card.open}: ${text.card.heading(issuer)}`}
          onClick={() => props.goTo({ at: 'credential', bundleId: credential.bundleId, removing: false })}
        >
          {text.card.open}
        </button>
      </div>
    </>
  );
}
