/** Generated objects are as JSON gives them: with the prototype that every object has. */
export const plain = { noNullPrototype: true } as const;
