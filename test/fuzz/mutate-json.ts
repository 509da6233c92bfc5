/** JSON that somebody meddled with: members, items, values, names, and parts of other documents. */
import type { Mutation } from './mutation.ts';
import { oddNames, oddValue, tweakNumber, tweakString } from './odd-values.ts';
import type { Random } from './random.ts';

type Container = unknown[] | Record<string, unknown>;
type Place = { readonly inside: Container; readonly key: string | number };

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;

const read = ({ inside, key }: Place): unknown => Reflect.get(inside, key);

/** Not an assignment: `__proto__` is to become a member like any other. */
const write = ({ inside, key }: Place, value: unknown): void => {
  Object.defineProperty(inside, key, { value, enumerable: true, configurable: true, writable: true });
};

const remove = ({ inside, key }: Place): void => {
  if (Array.isArray(inside)) inside.splice(Number(key), 1);
  else Reflect.deleteProperty(inside, key);
};

/** Every place inside, outer before inner. */
const placesIn = (value: unknown): Place[] => {
  const places: Place[] = [];
  const open: Container[] = isContainer(value) ? [value] : [];
  for (let inside = open.pop(); inside !== undefined && places.length < 2_000; inside = open.pop()) {
    for (const key of Object.keys(inside)) {
      const place = { inside, key: Array.isArray(inside) ? Number(key) : key };
      places.push(place);
      const child = read(place);
      if (isContainer(child)) open.push(child);
    }
  }
  return places;
};

const shuffled = <T>(list: readonly T[], random: Random): T[] =>
  list
    .map((item) => ({ item, order: random.below(2 ** 30) }))
    .sort((one, other) => one.order - other.order)
    .map(({ item }) => item);

const tweaked = (value: unknown, random: Random): unknown => {
  if (typeof value === 'number') return tweakNumber(value, random);
  if (typeof value === 'string') return tweakString(value, random);
  return oddValue(random);
};

const reordered = (value: unknown, random: Random): unknown => {
  if (Array.isArray(value)) return shuffled(value, random);
  return isContainer(value) ? Object.fromEntries(shuffled(Object.entries(value), random)) : [value];
};

/** One item of a list many times over: what makes algorithms slow. */
const repeated = (value: unknown, random: Random): unknown => {
  const items = Array.isArray(value) ? value : [value];
  const item = items.length === 0 ? {} : random.pick(items);
  return [...items, ...Array.from({ length: random.pick([1, 2, 12, 300]) }, () => structuredClone(item))];
};

const wrapped = (value: unknown, random: Random): unknown =>
  random.pick<(inner: unknown) => unknown>([
    (inner) => [inner],
    (inner) => ({ '@value': inner }),
    (inner) => ({ '@list': [inner] }),
    (inner) => ({ '@id': inner }),
    (inner) => ({ id: inner }),
    (inner) => JSON.stringify(inner) ?? '',
    (inner) => (Array.isArray(inner) ? inner[0] : inner),
    (inner) => (isContainer(inner) ? JSON.stringify(inner) : String(inner)),
  ])(value);

type Change = (place: Place, all: readonly Place[], donor: unknown, random: Random) => void;

const changes: ReadonlyMap<string, Change> = new Map<string, Change>([
  ['removed', (place) => remove(place)],
  ['tweaked', (place, _all, _donor, random) => write(place, tweaked(read(place), random))],
  ['odd value', (place, _all, _donor, random) => write(place, oddValue(random))],
  ['wrapped', (place, _all, _donor, random) => write(place, wrapped(read(place), random))],
  ['reordered', (place, _all, _donor, random) => write(place, reordered(read(place), random))],
  ['repeated', (place, _all, _donor, random) => write(place, repeated(read(place), random))],
  [
    'member added',
    (place, _all, _donor, random) => {
      const value = read(place);
      const inside = isContainer(value) ? value : place.inside;
      if (Array.isArray(inside)) inside.push(oddValue(random));
      else write({ inside, key: random.pick(oddNames) }, oddValue(random));
    },
  ],
  [
    'renamed',
    (place, all, _donor, random) => {
      const value = read(place);
      remove(place);
      const { inside } = place;
      const name = random.chance(0.5) ? random.pick(oddNames) : String(random.pick(all).key);
      write({ inside, key: Array.isArray(inside) ? Object.keys(inside).length : name }, value);
    },
  ],
  [
    'swapped',
    (place, all, _donor, random) => {
      const other = random.pick(all);
      const [one, two] = [structuredClone(read(place)), structuredClone(read(other))];
      write(place, two);
      write(other, one);
    },
  ],
  [
    'copied from elsewhere',
    (place, all, _donor, random) => write(place, structuredClone(read(random.pick(all)))),
  ],
  [
    'from a donor',
    (place, _all, donor, random) => {
      const there = placesIn(donor);
      const same = there.filter(({ key }) => key === place.key);
      if (there.length > 0) write(place, structuredClone(read(random.pick(same.length > 0 ? same : there))));
    },
  ],
]);

const names = [...changes.keys()];

/** A changed copy of a JSON value. */
export const mutateJson: Mutation<unknown> = (value, donors, random) => {
  const copy = structuredClone(value);
  const places = placesIn(copy);
  if (places.length === 0) return { value: oddValue(random), step: 'replaced' };
  const step = random.pick(names);
  const place = random.pick(places);
  changes.get(step)?.(place, places, donors.length === 0 ? copy : random.pick(donors), random);
  return { value: copy, step: `${place.key} ${step}` };
};
