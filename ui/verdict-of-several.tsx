import { type Language, words } from '../contexts/index.ts';
import { outcomes, type Report } from '../core/verify/report.ts';
import { signOfOutcome } from './sign.ts';
import { StatusBox } from './status-box.tsx';

/** A verdict must be taken in at one look; of so many kinds the worst are named. */
const mostKinds = 4;

/** Over several credentials: whether all are in order, else how many of what. Each has its own verdict further down. */
export function VerdictOfSeveral(props: { readonly report: Report; readonly language: Language }) {
  const { report, language } = props;
  const { checkPage, outcomes: spoken } = words[language];
  const text = checkPage.several;
  const count = report.credentials.length;
  if (report.outcome === 'valid')
    return (
      <StatusBox sign="good" heading={text.allGenuine(count)}>
        <p>{text.allGenuineText}</p>
      </StatusBox>
    );
  const counts = outcomes.toReversed().flatMap((outcome) => {
    const found = report.credentials.filter((credential) => credential.outcome === outcome).length;
    return found === 0 ? [] : text.of(spoken[outcome].label, found);
  });
  return (
    <StatusBox sign={signOfOutcome[report.outcome]} heading={text.notAll(count)}>
      <p>{counts.slice(-mostKinds).join(' ')}</p>
    </StatusBox>
  );
}
