/** What a program imports of each package to make the machine of the work. */
export const imports: Readonly<
  Record<string, { readonly from: string; readonly names: readonly string[] }>
> = {
  'XState, pure': { from: 'xstate', names: ['setup', 'assign', 'transition'] },
  'XState, an actor': { from: 'xstate', names: ['setup', 'assign', 'createActor'] },
  '@xstate/fsm': { from: '@xstate/fsm', names: ['createMachine', 'assign'] },
  robot3: {
    from: 'robot3',
    names: ['createMachine', 'state', 'transition', 'guard', 'reduce', 'interpret'],
  },
  machina: { from: 'machina', names: ['createBehavioralFsm'] },
  'typescript-fsm': { from: 'typescript-fsm', names: ['SyncStateMachine', 't'] },
  'javascript-state-machine': { from: 'javascript-state-machine', names: ['default'] },
  jssm: { from: 'jssm', names: ['sm'] },
  finity: { from: 'finity', names: ['default'] },
};

/** The same of this library: what each part brings along. */
export const ours: Readonly<
  Record<string, { readonly from: string; readonly names: readonly string[] }>
> = {
  'cod-lifecycle: the kernel alone': { from: 'core', names: ['lifecycleOf', 'decide', 'explain'] },
  'cod-lifecycle: the lifecycle, decide, explain': {
    from: 'core',
    names: ['cod', 'decide', 'explain'],
  },
  'cod-lifecycle: the same, with English texts': {
    from: 'core',
    names: ['cod', 'decide', 'explain', 'english'],
  },
  'cod-lifecycle: a backend, with zod': {
    from: 'index',
    names: ['cod', 'createOrders', 'english'],
  },
};
