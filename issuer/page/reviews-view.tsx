import { useState } from 'preact/hooks';
import { type WorkerLanguage, words } from '../../contexts/index.ts';
import { formatMonth, formatNumber } from '../../core/credential/index.ts';
import { Option } from '../../ui/index.tsx';
import { type Choice, withReview } from './choice.ts';
import type { ClaimSession } from './claim-calls.ts';

/** So many reviews stand on the page at first, and so many come at each press. */
const portion = 10;

/** The reviews, each with a switch of its own, and how many are chosen of how many there are. */
export function ReviewsView(props: {
  readonly session: ClaimSession;
  readonly choice: Choice;
  readonly onChoice: (choice: Choice) => void;
  readonly language: WorkerLanguage;
}) {
  const { session, choice, onChoice, language } = props;
  const { claim, ui } = words[language];
  const [shown, setShown] = useState(portion);
  const count = (value: number) => formatNumber(value, language);
  const hidden = session.reviews.length - shown;
  return (
    <>
      <p>{claim.reviews.intro}</p>
      <p class="count" role="status">
        {claim.reviews.chosen(count(choice.reviews.size), count(session.reviews.length))}
      </p>
      {session.reviews.slice(0, shown).map((review, index) => {
        const on = choice.reviews.has(review.gigId);
        return (
          <Option
            key={review.gigId}
            kind="switch"
            name={`review-${review.gigId}`}
            label={claim.reviews.one(index + 1, formatMonth(review.month, language))}
            checked={on}
            stateWord={on ? ui.on : ui.off}
            onChange={(next) => onChoice(withReview(choice, review.gigId, next))}
          >
            {/* In whatever language the client wrote. */}
            <q lang="">{review.text}</q>
          </Option>
        );
      })}
      {hidden > 0 && (
        <div class="actions">
          <button class="button secondary" type="button" onClick={() => setShown(shown + portion)}>
            {claim.reviews.more(Math.min(portion, hidden))}
          </button>
        </div>
      )}
    </>
  );
}
