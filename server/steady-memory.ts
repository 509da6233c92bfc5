import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the heap from growing with the work. While a long file streams through, only a few megabytes are alive at any
 * time, but V8 would let hundreds of megabytes of dead values pile up before it looks. Here the part for short-lived
 * values stays as it is, and the other is looked through when it has grown by a third. It costs a few per cent of
 * speed. For the begin of a process, before much has piled up.
 */
export const holdMemorySteady = (): void => {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=30');
};
