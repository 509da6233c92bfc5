import { type Language, words } from '../../contexts/index.ts';
import type { ShareEntry } from '../vault/index.ts';
import { claimLabel } from './describe-claim.ts';

/** The names of what was shown, certificate by certificate. */
export function SharedClaims(props: { readonly shown: ShareEntry['shown']; readonly language: Language }) {
  return (
    <>
      {props.shown.map(({ issuer, claims }) => (
        <div key={issuer}>
          <p>
            <strong>{words[props.language].wallet.card.heading(issuer)}</strong>
          </p>
          <ul class="plain">
            {claims.map((name) => (
              <li key={name}>{claimLabel(name, props.language)}</li>
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}
