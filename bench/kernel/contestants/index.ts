/** By the names of their files; the first is the one that all are compared with. */
export const control = 'switch-with-history';

export const contestants = [
  'cod-lifecycle',
  'switch-fields',
  'switch-mutable',
  'xstate-pure',
  'xstate-restored',
  'xstate-actor',
  'xstate-fsm',
  'robot3',
  'machina',
  'typescript-fsm',
  'javascript-state-machine',
  'jssm',
  'finity',
] as const;
