import type { Mapping } from './mapping.ts';

/** The columns that a mapping reads; `required` are those without which no gig record can be made. */
export const findColumns = ({ gig }: Mapping): { used: string[]; required: string[] } => {
  const { minutes: length } = gig;
  const minutes =
    length === 'unknown' ? [] : 'end' in length ? [length.end.from, length.break] : [length.from];
  const needed = [
    gig.gigId,
    gig.workerId,
    typeof gig.status === 'string' ? undefined : gig.status.from,
    gig.startedAt.from,
    gig.updatedAt.from,
    ...minutes,
  ];
  const wanted = [
    gig.workerName,
    gig.client?.id,
    gig.client?.name,
    typeof gig.client?.kind === 'object' ? gig.client.kind.from : undefined,
    fromOf(gig.sector?.scheme),
    fromOf(gig.sector?.version),
    fromOf(gig.sector?.code),
    fromOf(gig.occupation),
    gig.skills?.from,
    gig.skills?.describedBy,
    gig.rating?.from,
    gig.compliments?.from,
    ...(gig.aspects ?? []).map((aspect) => aspect.from),
    gig.rating !== undefined && 'bestFrom' in gig.rating ? gig.rating.bestFrom : undefined,
    gig.review?.text,
    gig.review?.date?.from,
  ];
  const required = unique(needed);
  return { required, used: unique([...required, ...wanted]) };
};

const fromOf = (setting: string | { from: string } | undefined): string | undefined =>
  typeof setting === 'object' ? setting.from : undefined;

const unique = (columns: readonly (string | readonly string[] | undefined)[]): string[] => [
  ...new Set(columns.flatMap((column) => column ?? [])),
];
