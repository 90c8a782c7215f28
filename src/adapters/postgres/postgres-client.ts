/**
 * What is asked of a PostgreSQL client or pool. Every statement has at most one parameter, which is text (JSON, a line or
 * several), and answers with rows of one column, `output`, which is text: so that a wrapper for any client is a few
 * lines.
 *
 * @category Adapters
 * @since 0.1.0
 */
export interface PostgresClient<Tx = never> {
  /**
   * Runs one statement: in the host's transaction where one is given, else by itself, on any connection.
   *
   * @param input the value of `$1`; `null` for a statement without a parameter
   * @throws whatever the client throws: the store reads its SQLSTATE
   */
  query(
    statement: PostgresStatement,
    input: string | null,
    tx?: Tx,
  ): Promise<readonly PostgresRow[]>;
  /**
   * How many shared commits are worth having under way at once, each on a connection of its own: more of them use more of
   * the server's processors, fewer share more. Default 1.
   */
  readonly concurrency?: number | undefined;
}

/** A statement, under a name by which it may be prepared. */
export interface PostgresStatement {
  /** Unique among all statements of this process, at most 63 characters. */
  readonly name: string;
  readonly text: string;
  /** After so many milliseconds nobody waits for the answer: a client that can frees its connection then. */
  readonly timeoutMs?: number;
}

/** A row of an answer. */
export interface PostgresRow {
  readonly output: string;
}
