import { type Language, words } from '../../contexts/index.ts';
import { type ClaimName, claimNames } from '../../core/credential/index.ts';
import { Option, Rows } from '../../ui/index.tsx';
import { type Answer, type AskedClaim, isRequired } from '../flow/index.ts';
import { describeClaim } from './describe-claim.ts';

type ChoiceProps = {
  readonly answer: Answer;
  readonly onChange: (answer: Answer) => void;
  readonly language: Language;
  readonly now: Date;
};

/** What goes to the recipient: the required, to be seen; the rest, each with a switch. */
export function ClaimChoice(props: ChoiceProps) {
  const { answer, language } = props;
  const text = words[language].wallet.request;
  if (!answer.candidate.selective) return <WholeCredential {...props} />;
  const required = answer.candidate.asked.filter(({ id }) => isRequired(answer.candidate, id));
  const alongside = answer.candidate.goesAlong
    .filter((name) => answer.candidate.asked.every((claim) => claim.name !== name))
    .map((name) => describeRow(name, props));
  const optional = answer.candidate.asked.filter(({ id }) => !isRequired(answer.candidate, id));
  return (
    <>
      {required.length + alongside.length > 0 && (
        <section>
          <h3>{text.required}</h3>
          <p class="muted">{text.requiredText}</p>
          <Rows
            rows={required
              .map((claim) => {
                const { label, lines } = describeAsked(claim, props);
                return { label, content: <Lines lines={lines} language={language} /> };
              })
              .concat(alongside)}
          />
        </section>
      )}
      {optional.length > 0 && (
        <fieldset>
          <legend>
            <h3>{text.optional}</h3>
          </legend>
          <p class="muted">{text.optionalText}</p>
          {optional.map((claim) => (
            <ClaimSwitch key={claim.id} claim={claim} {...props} />
          ))}
        </fieldset>
      )}
    </>
  );
}

function ClaimSwitch(props: ChoiceProps & { readonly claim: AskedClaim }) {
  const { answer, claim, language } = props;
  const text = words[language].wallet.request;
  const on = answer.claimIds.includes(claim.id);
  const { label, lines } = describeAsked(claim, props);
  const change = (checked: boolean) =>
    props.onChange({
      ...answer,
      claimIds: checked ? [...answer.claimIds, claim.id] : answer.claimIds.filter((id) => id !== claim.id),
    });
  return (
    <Option
      kind="switch"
      name={claim.path.join('.')}
      label={label}
      checked={on}
      onChange={change}
      stateWord={on ? text.on : text.off}
    >
      <Lines lines={lines} language={language} />
    </Option>
  );
}

/** A format that cannot be shown in part: everything in it is named, what was asked apart from what was not; nothing can be switched. */
function WholeCredential(props: ChoiceProps) {
  const { answer, language } = props;
  const text = words[language].wallet.request;
  const { asked, credential } = answer.candidate;
  const names = claimNames.filter((name) => credential.claims[name] !== undefined);
  const wasAsked = (name: ClaimName) => asked.some((claim) => claim.name === name);
  const notAsked = names.filter((name) => !wasAsked(name));
  return (
    <>
      <p class="note">{text.whole}</p>
      <Rows rows={names.filter(wasAsked).map((name) => describeRow(name, props))} />
      {notAsked.length > 0 && (
        <section>
          <h3>{text.notAsked}</h3>
          <Rows rows={notAsked.map((name) => describeRow(name, props))} />
        </section>
      )}
    </>
  );
}

function describeRow(name: ClaimName, { answer, language, now }: ChoiceProps) {
  const { label, lines } = describeClaim(name, answer.candidate.credential.claims, language, now);
  return { label, content: <Lines lines={lines} language={language} /> };
}

/** More lines than this are not read on a phone while deciding; the credential itself has them all. */
const manyLines = 8;

function Lines({ lines, language }: { readonly lines: readonly string[]; readonly language: Language }) {
  return (
    <>
      {lines.slice(0, manyLines).map((line, index) => (
        <span class="line" key={index}>
          {line}
        </span>
      ))}
      {lines.length > manyLines && (
        <span class="line">{words[language].wallet.request.others(lines.length - manyLines)}</span>
      )}
    </>
  );
}

function describeAsked({ name, path }: AskedClaim, { answer, language, now }: ChoiceProps) {
  return name === null
    ? { label: path.join(' '), lines: [] }
    : describeClaim(name, answer.candidate.credential.claims, language, now);
}
