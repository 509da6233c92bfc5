/** A thread that dies before it is there. */
process.exit(1);

export default function never(): undefined {}
