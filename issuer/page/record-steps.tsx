import { useEffect, useState } from 'preact/hooks';
import { type Language, type WorkerLanguage, words } from '../../contexts/index.ts';
import { ProblemBox } from '../../ui/index.tsx';
import { type Choice, includeOf } from './choice.ts';
import { ChooseView } from './choose-view.tsx';
import { type ClaimSession, createOffer, createPdf } from './claim-calls.ts';
import type { ClaimPorts } from './claim-ports.ts';
import { PdfPart } from './pdf-part.tsx';
import { Picture } from './picture.tsx';
import { ReviewsView } from './reviews-view.tsx';
import { SeeView } from './see-view.tsx';
import type * as SideViews from './side-views.tsx';
import { type Step, StepButtons } from './steps.tsx';
import { WalletPart } from './wallet-part.tsx';

type Props = {
  readonly session: ClaimSession;
  readonly choice: Choice;
  readonly step: Step;
  readonly way: readonly Step[];
  readonly language: WorkerLanguage;
  readonly ports: ClaimPorts;
  readonly onStep: (step: Step) => void;
  readonly onChoice: (choice: Choice) => void;
};

/** Paper is for readers in the Netherlands: in Dutch, unless the worker reads English. */
const paperLanguage: Readonly<Record<WorkerLanguage, Language>> = { nl: 'nl', en: 'en', fr: 'nl', de: 'nl' };

/** The step that the worker is at, the way on and back, and the two side doors. */
export function RecordSteps(props: Props) {
  const { step, way, language, onStep } = props;
  const { copies, mistake } = words[language].claim;
  const [wrong, setWrong] = useState<string>();
  const place = way.indexOf(step);
  const goTo = (next: Step | undefined) => (next === undefined ? undefined : () => onStep(next));
  const report = (figure: string | undefined) => {
    setWrong(figure);
    onStep('mistake');
  };
  return (
    <>
      <CurrentStep {...props} wrong={wrong} onWrong={report} />
      <StepButtons
        language={language}
        onNext={place < 0 ? undefined : goTo(way[place + 1])}
        onBack={place < 0 ? goTo(step === 'copies' ? 'take' : 'see') : goTo(way[place - 1])}
      />
      <div class="side-doors" data-silent>
        {step !== 'copies' && (
          <button class="plain-button" type="button" onClick={() => onStep('copies')}>
            <Picture of="copies" />
            {copies.open}
          </button>
        )}
        {step !== 'mistake' && (
          <button class="plain-button" type="button" onClick={() => report(undefined)}>
            <Picture of="pencil" />
            {mistake.open}
          </button>
        )}
      </div>
    </>
  );
}

function CurrentStep(
  props: Props & { readonly wrong: string | undefined; readonly onWrong: (figure: string) => void },
) {
  const { session, choice, language, ports } = props;
  const include = includeOf(choice);
  switch (props.step) {
    case 'see':
      return <SeeView {...props} now={ports.now()} />;
    case 'choose':
      return <ChooseView {...props} now={ports.now()} />;
    case 'reviews':
      return <ReviewsView {...props} />;
    case 'take':
      return (
        <>
          <PdfPart
            {...{ language, choice }}
            device={ports.device}
            invites={session.questionnaire === true}
            makePdf={({ madeFor, ownWords, questionnaire }) =>
              createPdf(
                {
                  include,
                  language: paperLanguage[language],
                  ...(madeFor !== '' && { madeFor }),
                  ...(ownWords !== undefined && { ownWords: { ...ownWords, language } }),
                  ...(questionnaire && { questionnaire }),
                },
                ports,
              )
            }
          />
          <WalletPart
            {...{ language, choice }}
            device={ports.device}
            txCodeRequired={session.txCodeRequired === true}
            walletUrl={session.walletUrl}
            makeOffer={() => createOffer(include, ports)}
          />
        </>
      );
    case 'copies':
    case 'mistake':
      return <SideStep {...props} step={props.step} />;
  }
}

function SideStep(
  props: Props & { readonly step: 'copies' | 'mistake'; readonly wrong: string | undefined },
) {
  const { step, language, session, ports } = props;
  const [views, setViews] = useState<typeof SideViews | 'none'>();
  useEffect(() => {
    import('./side-views.tsx').then(setViews, () => setViews('none'));
  }, []);
  if (views === undefined) return <p role="status">{words[language].claim.start.busy}</p>;
  if (views === 'none') return <ProblemBox problem="unreachable" language={language} />;
  return step === 'copies' ? (
    <views.CopiesView {...{ language, ports }} />
  ) : (
    <views.MistakeView {...{ language, session, ports }} about={props.wrong} />
  );
}
