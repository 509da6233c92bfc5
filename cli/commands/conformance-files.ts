/** The calls of the public suites that work on files: `conformance jose issue|verify` and `conformance schema validate`. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { KlusCVError } from '../../core/errors.ts';
import { parseStrictJson } from '../../core/strict-json.ts';
import { checkCredentialSchema, evaluateApart, type SchemaKind } from '../../server/json-schema/index.ts';
import {
  type Feature,
  features,
  issueForSuite,
  parseKeyFile,
  type SuiteResult,
  verifyForSuite,
} from '../conformance/jose/index.ts';

const readText = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new KlusCVError('invalid_request', `${path} cannot be read.`, { cause });
  }
};

/** Undefined for what is no JSON: a bad input is a failure of the test, not of the command. */
const readJson = (path: string): unknown => {
  const parsed = parseStrictJson(readText(path));
  return parsed.ok ? parsed.value : undefined;
};

const write = (program: Command, path: string, result: SuiteResult): void => {
  writeFileSync(path, `${JSON.stringify(result)}\n`);
  const isJson = program.opts<{ json?: boolean }>().json === true;
  console.log(isJson ? JSON.stringify(result) : `${result.result}: written to ${path}`);
};

/** An input that cannot be read or does not fit is a failure of the test: the suite reads of it in the output file. */
const orFailure = async (work: () => Promise<SuiteResult>): Promise<SuiteResult> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof KlusCVError && error.code === 'invalid_request')
      return { result: 'failure', data: error.message };
    throw error;
  }
};

const featureOf = (name: string): Feature => {
  const feature = features.get(name);
  if (feature === undefined)
    throw new KlusCVError('invalid_request', `--feature is one of ${[...features.keys()].join(', ')}.`);
  return feature;
};

type JoseOptions = {
  readonly input: string;
  readonly key: string;
  readonly feature: string;
  readonly output: string;
  readonly sd?: true | readonly string[];
  readonly disclosures?: readonly string[];
};

const splitPlaces = (texts: readonly string[]): readonly string[] =>
  texts.flatMap((text) => text.split(',')).filter((text) => text !== '');

const placesIn = ({ sd, disclosures }: JoseOptions): readonly string[] | undefined => {
  const named = [...(Array.isArray(sd) ? sd : []), ...(disclosures ?? [])];
  return named.length === 0 ? undefined : splitPlaces(named);
};

const registerJose = (parent: Command, program: Command): void => {
  const jose = parent.command('jose').description('the calls of the W3C suite for JOSE and COSE');
  const call = (name: string, description: string): Command =>
    jose
      .command(name)
      .description(description)
      .requiredOption('--input <file>', 'what to secure or to verify')
      .requiredOption('--key <file>', 'a verification method with publicKeyJwk and secretKeyJwk, or a JWK')
      .requiredOption('--feature <name>', [...features.keys()].join(', '))
      .requiredOption('--output <file>', 'where {result, data} is written')
      .option('--sd [places...]', 'what can be disclosed by itself; without places, every claim')
      .option('--disclosures <places...>', 'the same as --sd with places');
  call('issue', 'secure a credential or presentation').action(async (given: JoseOptions) => {
    const feature = featureOf(given.feature);
    const result = await orFailure(async () =>
      issueForSuite({
        document: readJson(given.input),
        key: parseKeyFile(readJson(given.key)),
        feature,
        disclosures: placesIn(given),
      }),
    );
    write(program, given.output, result);
  });
  call('verify', 'verify a secured credential or presentation').action(async (given: JoseOptions) => {
    const feature = featureOf(given.feature);
    const result = await orFailure(async () =>
      verifyForSuite({ text: readText(given.input), key: parseKeyFile(readJson(given.key)), feature }),
    );
    write(program, given.output, result);
  });
};

const kindOf = (format: string): SchemaKind => {
  if (format !== 'JsonSchema' && format !== 'JsonSchemaCredential')
    throw new KlusCVError('invalid_request', '--format is JsonSchema or JsonSchemaCredential.');
  return format;
};

const registerSchema = (parent: Command, program: Command): void => {
  parent
    .command('schema')
    .description('the calls of the W3C suite for JSON Schema')
    .command('validate')
    .description('check a credential against its schema')
    .requiredOption('--format <kind>', 'JsonSchema or JsonSchemaCredential')
    .requiredOption('--schema <file>', 'the schema, or the credential about it')
    .requiredOption('--credential <file>', 'the credential')
    .requiredOption('--output <file>', 'where {result, data} is written')
    .action(async (given: { format: string; schema: string; credential: string; output: string }) => {
      const kind = kindOf(given.format);
      const result = await orFailure(async () => {
        const { outcome, code, message } = await checkCredentialSchema(
          { kind, document: readJson(given.schema), credential: readJson(given.credential) },
          evaluateApart,
        );
        return { result: outcome, data: `${code}: ${message}` };
      });
      write(program, given.output, result);
    });
};

/** Adds the calls below `kluscv conformance`. */
export const registerFileCalls = (parent: Command, program: Command): void => {
  registerJose(parent, program);
  registerSchema(parent, program);
};
