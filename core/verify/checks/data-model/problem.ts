/** What is wrong with a document's form: a stable code, the section of VCDM 2.0 that says so, and a sentence. */

export type ModelCode =
  | 'not_an_object'
  | 'context_missing'
  | 'context_first'
  | 'context_item'
  | 'context_unknown'
  | 'id_not_url'
  | 'type_missing'
  | 'type_required'
  | 'type_not_text'
  | 'type_not_url'
  | 'term_undefined'
  | 'term_redefined'
  | 'words_form'
  | 'issuer_form'
  | 'subject_missing'
  | 'subject_empty'
  | 'period_form'
  | 'period_order'
  | 'member_form'
  | 'member_type'
  | 'schema_id'
  | 'proof_empty'
  | 'resource_form'
  | 'resource_id'
  | 'resource_twice'
  | 'resource_digest_missing'
  | 'resource_digest_wrong'
  | 'holder_form'
  | 'credential_form'
  | 'holder_not_issuer'
  | 'envelope_context'
  | 'envelope_type'
  | 'envelope_id';

/** The sentence speaks of members and never of their values. */
export type ModelProblem = {
  readonly code: ModelCode;
  /** Of the Verifiable Credentials Data Model 2.0, or of 1.1 where the document is of that version. */
  readonly section: string;
  readonly message: string;
};

export type ModelProblems = readonly ModelProblem[];

export const problem = (code: ModelCode, section: string, message: string): ModelProblem => ({
  code,
  section,
  message,
});

/** The problem, unless the condition holds. */
export const unless = (condition: boolean, found: ModelProblem): ModelProblems => (condition ? [] : [found]);
