/** Active contexts as tables, and the steps from one to the next, each made once by jsonld.js when first needed. */
import {
  type ActiveContext,
  describeContext,
  processDocumentContext,
  processPropertyContext,
  processTypeContext,
} from './active-context.ts';
import { createPredicates, type Opening, orderPredicates, type Predicates } from './predicates.ts';
import { createKnownNames, type KnownNames } from './shapes.ts';
import { type IriTerm, prefixesOf, type ScopedContext, type Term, termsOf, typeStepOf } from './terms.ts';

export type Scope = {
  readonly context: ActiveContext;
  readonly terms: ReadonlyMap<string, Term>;
  readonly prefixes: ReadonlySet<string>;
  /** Whether the context ends with the node whose type brought it. */
  readonly ends: boolean;
  /** How lines begin that say a type. */
  readonly types: Opening;
  /** Which names elements here have. */
  readonly names: KnownNames;
  /** What is known of the steps from here, by name. */
  readonly steps: Map<string, Scope | 'outside'>;
};

/** @param name the same for steps from one scope that lead to the same */
export type Step = { readonly name: string; readonly take: () => Promise<ActiveContext> };

/** A step that no table has yet. */
export type Missing = { readonly from: Scope; readonly step: Step };

const maxSteps = 400;

/** The tables of one list of contexts. */
export type Tables = {
  readonly root: Scope | 'outside';
  /**
   * Makes what was missing, once for all who miss it at the same moment; false when there is no room for more, or when
   * `mayMake`, which is asked just before something is made, says no.
   */
  readonly make: (missing: Missing, mayMake?: () => boolean) => Promise<boolean>;
  /** How many steps were made: each keeps a context, some eighty kilobytes. */
  readonly steps: () => number;
};

const takeTypes = async (from: ActiveContext, types: readonly string[]): Promise<ActiveContext> => {
  let context = from;
  for (const type of types)
    context = await processTypeContext(context, from.mappings.get(type)?.['@context']);
  return context;
};

/** A scope, or that it is outside; undefined when the step was not made yet. */
export type Found = Scope | 'outside' | undefined;
type OnMissing = (missing: Missing) => void;

// Said in functions of their own: one that may make a function makes room for it each time that it is called.
const missBack = (from: Scope, onMissing: OnMissing): undefined =>
  void onMissing({ from, step: { name: back, take: async () => from.context.revertToPreviousContext() } });
const missProperty = (from: Scope, { propertyStep, value }: ScopedContext, onMissing: OnMissing): undefined =>
  void onMissing({
    from,
    step: { name: propertyStep, take: () => processPropertyContext(from.context, value) },
  });
const missTypes = (from: Scope, types: readonly string[], onMissing: OnMissing): undefined =>
  void onMissing({ from, step: { name: typeStepOf(types), take: () => takeTypes(from.context, types) } });

const back = 'back';
/** Back to what held before the type of the node around. */
export const followBack = (from: Scope, onMissing: OnMissing): Found =>
  from.ends ? (from.steps.get(back) ?? missBack(from, onMissing)) : from;

/** Into a property whose term has a context of its own. */
export const followProperty = (from: Scope, scoped: ScopedContext, onMissing: OnMissing): Found =>
  from.steps.get(scoped.propertyStep) ?? missProperty(from, scoped, onMissing);

const followManyTypes = (from: Scope, types: readonly IriTerm[], onMissing: OnMissing): Found => {
  const names = types.filter(({ scoped }) => scoped !== undefined).map(({ name }) => name);
  // One that is there twice ends the walk anyway, and would be one more context to go through each time that it is named.
  if (new Set(names).size < names.length) return 'outside';
  names.sort();
  return from.steps.get(typeStepOf(names)) ?? missTypes(from, names, onMissing);
};

/** Into the contexts of an element's types, those that have one: in the order of the alphabet, as the library takes them. */
export const followTypes = (from: Scope, types: readonly IriTerm[], onMissing: OnMissing): Found => {
  let only: IriTerm | undefined;
  for (const type of types) {
    if (!type.scoped) continue;
    if (only) return followManyTypes(from, types, onMissing);
    only = type;
  }
  if (!only?.scoped) return from;
  return from.steps.get(only.scoped.typeStep) ?? missTypes(from, [only.name], onMissing);
};

const typeIri = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';

const createScope = (context: ActiveContext, predicates: Predicates): Scope => ({
  context,
  terms: termsOf(context, predicates),
  prefixes: prefixesOf(context),
  ends: context.previousContext !== undefined,
  types: predicates.of(typeIri).iri,
  names: createKnownNames(),
  steps: new Map(),
});

/** What changes the meaning of texts that are no terms. */
const hasDefaults = (context: ActiveContext): boolean =>
  ['@base', '@vocab', '@language', '@direction'].some((name) => name in context);

/** Tables for a list of pinned contexts. Never rejects: contexts that do not go together are outside. */
export const createTables = async (urls: readonly string[]): Promise<Tables> => {
  const scopes = new Map<string, Scope>();
  const underway = new Map<Scope, Map<string, Promise<void>>>();
  const predicates = createPredicates();
  let steps = 0;
  const scopeOf = async (take: () => Promise<ActiveContext>): Promise<Scope | 'outside'> => {
    let context: ActiveContext;
    try {
      context = await take();
    } catch {
      return 'outside';
    }
    if (hasDefaults(context)) return 'outside';
    const description = describeContext(context);
    const known = scopes.get(description);
    if (known) return known;
    const scope = createScope(context, predicates);
    scopes.set(description, scope);
    orderPredicates(predicates);
    return scope;
  };
  const root = await scopeOf(() => processDocumentContext(urls));
  return {
    // A whole list that ends with a node would hold for the outermost alone; nobody publishes such.
    root: root !== 'outside' && root.ends ? 'outside' : root,
    make: async ({ from, step }, mayMake = () => true) => {
      if (from.steps.has(step.name)) return true;
      const others = underway.get(from) ?? new Map<string, Promise<void>>();
      underway.set(from, others);
      const known = others.get(step.name);
      if (known === undefined) {
        if (steps >= maxSteps || !mayMake()) return false;
        steps += 1;
      }
      const making =
        known ??
        scopeOf(step.take).then((scope) => {
          from.steps.set(step.name, scope);
          others.delete(step.name);
        });
      others.set(step.name, making);
      await making;
      return true;
    },
    steps: () => steps,
  };
};
