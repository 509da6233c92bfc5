/** Imports of the last weeks, and the lines of them that were refused. */
export type ImportTables = {
  imports: {
    import_id: string;
    /** ISO 8601 in UTC. */
    started_at: string;
  };
  /** How far the fetching from each endpoint has come, as JSON. */
  sources: {
    name: string;
    state: string;
  };
  refused_lines: {
    import_id: string;
    /** From 0, in the order of the file. */
    seq: number;
    /** As JSON: a number, or in nested JSON a path. */
    line: string;
    code: string;
    message: string;
  };
};
