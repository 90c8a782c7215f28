/** A check of any contract, as far as whoever runs it has to know it. */
export interface AnyCheck<Need extends string, Subject> {
  readonly group: string;
  readonly title: string;
  readonly needs: readonly Need[];
  readonly run: (underTest: Subject) => Promise<void>;
}

/** What is put to the checks of a contract, as far as whoever runs them has to know it. */
export interface UnderTest<Need extends string> {
  readonly name: string;
  readonly lacks?: { readonly [Name in Need]?: string };
}
