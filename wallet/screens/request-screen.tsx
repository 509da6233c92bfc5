import { words } from '../../contexts/index.ts';
import { ActionButton, Option, StatusBox } from '../../ui/index.tsx';
import {
  type Answer,
  type Candidate,
  goesBeyond,
  preselectClaims,
  type Slot,
  satisfies,
} from '../flow/index.ts';
import { ClaimChoice } from './claim-choice.tsx';
import { issuerName } from './issuer-name.ts';
import { recipientName } from './recipient.ts';
import type { ScreenProps } from './screen-props.ts';

/** Who asks, what for, and what the worker gives: sharing and refusing weigh the same. */
export function RequestScreen(props: ScreenProps<'request'>) {
  const { screen, state, actions, language } = props;
  const text = words[language].wallet.request;
  const { request, slots, answers } = screen;
  const enough = answers.every(
    ({ candidate, claimIds }) => !candidate.selective || satisfies(candidate, claimIds),
  );
  return (
    <>
      <Recipient {...props} />
      <section>
        <h2>{text.purposeHeading}</h2>
        <p>{request.purpose === null ? text.noPurpose : text.purposes[request.purpose]}</p>
        {!request.purposeAllowed && <p class="note">{text.notRegistered}</p>}
      </section>
      <section>
        <h2>{text.choose}</h2>
        {asksBeyond(props) && <p class="note">{text.beyondPurpose}</p>}
        {slots.map((slot, index) => (
          <SlotChoice key={index} slot={slot} index={index} {...props} />
        ))}
      </section>
      {!enough && <p class="note">{text.more}</p>}
      <div class="actions same-size">
        <ActionButton busy={state.busy || !enough} onPress={actions.share}>
          {text.agree}
        </ActionButton>
        <ActionButton secondary busy={state.busy} onPress={actions.refuse}>
          {text.refuse}
        </ActionButton>
      </div>
    </>
  );
}

function Recipient({ screen, language }: ScreenProps<'request'>) {
  const text = words[language].wallet.request;
  const { name, host } = screen.request.verifier;
  return (
    <StatusBox
      sign={name === null ? 'careful' : 'good'}
      heading={name === null ? text.unknownRecipient : text.knownTitle}
    >
      <p>{name === null ? text.unknown(host) : text.known(recipientName(name, language), host)}</p>
    </StatusBox>
  );
}

function asksBeyond({ screen: { request, answers } }: ScreenProps<'request'>): boolean {
  return answers.some(({ candidate }) =>
    candidate.asked.some((claim) => goesBeyond(claim, request.allowedClaims)),
  );
}

/** One thing to be answered: which certificate, when there are several that fit, and what of it. */
function SlotChoice(props: ScreenProps<'request'> & { readonly slot: Slot; readonly index: number }) {
  const { screen, actions, language, now, slot, index } = props;
  const text = words[language].wallet;
  const answer = screen.answers[index];
  if (answer === undefined) return null;
  const change = (changed: Answer) => actions.choose(screen.answers.with(index, changed));
  const take = (candidate: Candidate) =>
    change({ candidate, claimIds: preselectClaims(candidate, screen.request.allowedClaims) });
  return (
    <>
      {slot.candidates.length > 1 && (
        <fieldset>
          <legend>{text.request.chooseCredential}</legend>
          {slot.candidates.map((candidate) => (
            <Option
              key={candidate.credential.id}
              kind="radio"
              name={`credential-${index}`}
              label={text.card.heading(issuerName(candidate.credential))}
              checked={candidate === answer.candidate}
              onChange={() => take(candidate)}
            />
          ))}
        </fieldset>
      )}
      <ClaimChoice answer={answer} onChange={change} language={language} now={now} />
    </>
  );
}
