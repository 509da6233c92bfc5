/** A gig record: one piece of paid work as the platform knows it. `docs/domain` rules: architecture, section "The way of the data". */
import { z } from 'zod';

export const GigStatus = z.enum([
  'completed',
  'no_show',
  'cancelled_by_worker',
  'cancelled_by_client',
  'scheduled',
]);
export type GigStatus = z.infer<typeof GigStatus>;

const id = z.string().min(1).max(200);
/** An instant, RFC 3339 with Z or an offset; kept as ISO 8601 in UTC. */
const instant = z.iso.datetime({ offset: true });

const Mark = { value: z.number(), worst: z.number(), best: z.number() };

/** A mark on the platform's own scale, or a yes or no. Never turned into each other. */
export const GigRating = z.union([z.strictObject(Mark), z.strictObject({ satisfied: z.boolean() })]);
export type GigRating = z.infer<typeof GigRating>;

export const GigRecord = z.strictObject({
  /** Unique within the platform; the same gigId again is a correction. */
  gigId: id,
  workerId: id,
  workerName: z.string().min(1).max(200).optional(),
  status: GigStatus,
  startedAt: instant,
  /** Worked, break taken off; whole minutes. */
  minutes: z.int().min(0).max(1440),
  /** `name` only for a business client; a private client never has a name here. */
  client: z.strictObject({ id, name: z.string().min(1).max(200).optional() }).optional(),
  sector: z
    .strictObject({ scheme: z.literal('SBI'), version: z.string(), code: z.string().regex(/^\d{2,5}$/) })
    .optional(),
  /** ESCO skill URIs. */
  skills: z.array(z.url()).max(50).optional(),
  /** ESCO occupation URI. */
  occupation: z.url().optional(),
  rating: GigRating.optional(),
  /** Marks for parts of the work, as the platform names them; each on its own scale. */
  aspects: z
    .array(z.strictObject({ aspect: z.string().min(1).max(100), ...Mark }))
    .min(1)
    .max(20)
    .optional(),
  /** Kinds of compliments that the client gave, as the platform names them. */
  compliments: z.array(z.string().min(1).max(100)).min(1).max(20).optional(),
  review: z.strictObject({ text: z.string().min(1).max(5000), date: z.iso.date() }).optional(),
  updatedAt: instant,
});
export type GigRecord = z.infer<typeof GigRecord>;
