/** Token Status List, appendix C: lists of a million entries of one, two, four and eight bits. */
import { describe, expect, it } from 'vitest';
import { createTokenStatusList, decodeTokenStatusList, statusAt } from '../../../core/status/index.ts';
import published from '../../vectors/token-status-list.json' with { type: 'json' };

describe('Token Status List appendix C', () => {
  it.each(published.lists)('$section: $bits bits each', ({ bits, statuses, lst }) => {
    const decoded = decodeTokenStatusList({ bits, lst });
    if (!decoded.ok) throw new Error(decoded.error.message);
    const expected = new Array<number>(published.entries).fill(0);
    for (const [index, status] of Object.entries(statuses)) expected[Number(index)] = status;
    const { value } = decoded;
    expect(expected.filter((status, index) => statusAt(value, index) !== status)).toEqual([]);
    expect(statusAt(value, published.entries)).toBeUndefined();
    const own = decodeTokenStatusList(createTokenStatusList({ statuses: expected, bits: value.bits }));
    expect(own.ok && Buffer.from(own.value.bytes).equals(value.bytes)).toBe(true);
  });
});
