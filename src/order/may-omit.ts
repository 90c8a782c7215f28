/** The whole, of which some may be left out. */
export type MayOmit<Whole, Optional extends keyof Whole> = Omit<Whole, Optional> & {
  readonly [Key in Optional]?: Whole[Key];
};
