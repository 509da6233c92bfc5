import { useEffect, useRef, useState } from 'preact/hooks';
import { type Language, words } from '../../contexts/index.ts';
import { ActionButton, type ApiProblem, ProblemBox, StatusBox } from '../../ui/index.tsx';
import type { PagePorts } from './ports.ts';

type Stage = 'off' | 'on' | 'refused';

/** The QR code of a paper or of a screen, read by the camera. What it sees stays in this page. */
export function CameraForm(props: {
  readonly language: Language;
  readonly openCamera: () => Promise<MediaStream>;
  readonly fetch: PagePorts['fetch'];
  readonly onCheck: (documents: readonly string[]) => Promise<ApiProblem | undefined>;
}) {
  const { language, openCamera, fetch, onCheck } = props;
  const { home } = words[language].verifier;
  const video = useRef<HTMLVideoElement>(null);
  const [stage, setStage] = useState<Stage>('off');
  const [problem, setProblem] = useState<ApiProblem>();
  useEffect(() => {
    if (stage !== 'on') return undefined;
    let isLeft = false;
    let stopWatching = () => {};
    let stream: MediaStream | undefined;
    const start = async (): Promise<void> => {
      const opened = await openCamera();
      stream = opened;
      const { watchCamera } = await import('./check/watch-camera.ts');
      const shown = video.current;
      if (isLeft || shown === null) {
        stopCamera(opened);
        return;
      }
      shown.srcObject = opened;
      await shown.play();
      stopWatching = watchCamera(shown, fetch, {
        code: (text) => {
          setStage('off');
          onCheck([text]).then(setProblem);
        },
        broken: () => setStage('refused'),
      });
    };
    start().catch(() => isLeft || setStage('refused'));
    return () => {
      isLeft = true;
      stopWatching();
      if (stream !== undefined) stopCamera(stream);
    };
  }, [stage]);
  const press = () => {
    setProblem(undefined);
    setStage(stage === 'on' ? 'off' : 'on');
  };
  return (
    <>
      <div class="actions">
        <ActionButton secondary onPress={press}>
          {stage === 'on' ? home.cameraStop : home.camera}
        </ActionButton>
      </div>
      {stage === 'on' && (
        <>
          <p>{home.cameraOn}</p>
          <video class="camera" ref={video} muted playsInline aria-label={home.cameraOn} />
        </>
      )}
      <div role="alert">
        {stage === 'refused' && <StatusBox sign="careful" level={3} heading={home.cameraRefused} />}
        {problem !== undefined && <ProblemBox problem={problem} language={language} />}
      </div>
    </>
  );
}

function stopCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
