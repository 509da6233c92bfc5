import { useEffect, useState } from 'preact/hooks';
import { type Language, words } from '../../contexts/index.ts';
import { ActionButton, formatMoment, ResultView, type SignedBytes } from '../../ui/index.tsx';
import { FileReport } from './file-report.tsx';
import type { PagePorts } from './ports.ts';
import type { ResultOfCheck, View } from './state.ts';

/** A result, with the way back to the files that it is one of, and how old the lists are where that must be known. */
export function ResultOfCheckView(props: {
  readonly view: ResultOfCheck;
  readonly language: Language;
  readonly ports: Pick<PagePorts, 'now' | 'fetch' | 'address'>;
  readonly show: (view: View) => void;
  readonly onAnother: () => void;
}) {
  const { view, language, ports } = props;
  const { table, keptSince, describe } = view;
  const { checkPage, verifier: text } = words[language];
  const [signed, setSigned] = useState<readonly SignedBytes[]>([]);
  useEffect(() => {
    let isLeft = false;
    setSigned([]);
    describe?.().then((described) => isLeft || setSigned(described));
    return () => {
      isLeft = true;
    };
  }, [describe]);
  return (
    <>
      {keptSince !== undefined && (
        <p>
          {text.keptLists(formatMoment(keptSince.toISOString(), language))}{' '}
          {checkPage.lists.age(daysSince(keptSince, ports.now()))}
        </p>
      )}
      {table !== undefined && (
        <div class="actions">
          <ActionButton secondary onPress={() => props.show(table)}>
            {text.table.back}
          </ActionButton>
        </div>
      )}
      <ResultView
        report={view.report}
        purpose={view.purpose}
        now={ports.now()}
        signed={describe === undefined ? undefined : signed}
        tip={view.seen === undefined ? undefined : checkPage.tips[view.seen]}
        onAnother={props.onAnother}
        language={language}
      />
      {view.document !== undefined && view.seen === undefined && (
        <FileReport document={view.document} {...{ language }} ports={ports} />
      )}
      {view.requestId !== undefined && (
        <FileReport requestId={view.requestId} {...{ language }} ports={ports} />
      )}
      <p class="print-only">
        {checkPage.printed(formatMoment(view.report.checkedAt, language), ports.address.origin)}
      </p>
    </>
  );
}

const daysSince = (since: Date, now: Date): number =>
  Math.max(0, Math.floor((now.getTime() - since.getTime()) / 86_400_000));
