/** What is said of the way to the database: try again, or not. */
import { connect } from 'node:net';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { asStoreError, endsConnection } from '../../store/postgres/store-error.ts';

const failing = (code: string, message = 'said by the server') => Object.assign(new Error(message), { code });

it('a socket that cannot be had, or is gone, passes', async () => {
  const refused = await new Promise((resolve) => connect('/nowhere/at/all').once('error', resolve));
  const stream = new PassThrough().destroy();
  const gone = await new Promise((resolve) => stream.write('x', resolve));
  // As Node says it of an address with several numbers.
  const several = Object.assign(new AggregateError([refused]), { code: 'ECONNREFUSED' });
  for (const error of [refused, gone, several, failing('ERR_SOCKET_CLOSED')]) {
    expect(asStoreError(error)).toMatchObject({ code: 'unavailable', cause: error });
    expect(endsConnection(error)).toBe(true);
  }
});

it.each(['08006', '53300', '57P01', '55P03', '40P01', '25P03'])('%s of the server passes', (code) => {
  expect(asStoreError(failing(code))).toMatchObject({ code: 'unavailable' });
});

it.each(['23505', '42P01', '22P02', '25P02'])('%s of the server is ours to mend', (code) => {
  const error = failing(code);
  expect(asStoreError(error)).toBe(error);
  expect(endsConnection(error)).toBe(false);
});

it('a mistake of the program stays one', () => {
  const error = new TypeError('This is not a function.');
  expect(asStoreError(error)).toBe(error);
});
