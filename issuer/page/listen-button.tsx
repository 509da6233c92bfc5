import { useEffect, useState } from 'preact/hooks';
import { type WorkerLanguage, words } from '../../contexts/index.ts';
import { Picture } from './picture.tsx';
import { readableLines, type Speech } from './speech.ts';

/** Reads the page aloud, and stops. `view` changes when the page has become another one: then it is silent again. */
export function ListenButton(props: {
  readonly speech: Speech | undefined;
  readonly language: WorkerLanguage;
  readonly view: string;
}) {
  const { speech, language, view } = props;
  const [reading, setReading] = useState(false);
  const [, setVoices] = useState(0);
  useEffect(() => speech?.onVoices(() => setVoices((count) => count + 1)), []);
  useEffect(() => {
    setReading(false);
    return () => speech?.stop();
  }, [language, view]);
  if (speech === undefined || !speech.speaks(language)) return null;
  const press = () => {
    if (reading) speech.stop();
    else {
      const content = document.getElementById('content');
      if (content !== null) speech.read(readableLines(content), language, () => setReading(false));
    }
    setReading(!reading);
  };
  const { listen, stopListening } = words[language].claim;
  return (
    <button class="plain-button" type="button" onClick={press}>
      <Picture of={reading ? 'stop' : 'speaker'} />
      {reading ? stopListening : listen}
    </button>
  );
}
