/** `node test/scale/main.ts [--seconds N] [--issuers N] [--verifiers N] [--kill-every N] [--rotate-every N] [--loops N] [--calm]`. */
import { parseArgs } from 'node:util';
import { runScale } from './run-scale.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    issuers: { type: 'string', default: '3' },
    verifiers: { type: 'string', default: '2' },
    'kill-every': { type: 'string', default: '4' },
    'rotate-every': { type: 'string' },
    loops: { type: 'string', default: '1' },
    calm: { type: 'boolean', default: false },
  },
});
const number = (text: string, least: number, most: number): number =>
  Math.min(Math.max(Number(text) || least, least), most);
const result = await runScale({
  seconds: number(values.seconds, 5, 3_600),
  issuers: number(values.issuers, 1, 8),
  verifiers: number(values.verifiers, 1, 8),
  killEverySeconds: values.calm ? 0 : number(values['kill-every'], 1, 600),
  restartDatabase: !values.calm,
  rotateEverySeconds:
    values.calm && values['rotate-every'] === undefined ? 0 : number(values['rotate-every'] ?? '3', 1, 600),
  loops: number(values.loops, 1, 50),
});
console.log(JSON.stringify(result, null, 2));
process.exitCode = result.wrongs.length === 0 ? 0 : 1;
