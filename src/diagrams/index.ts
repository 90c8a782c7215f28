export type { Arrow } from './arrows.js';
export { arrowsOf } from './arrows.js';
export { markdownTable } from './markdown.js';
export type { DiagramOptions } from './mermaid.js';
export { mermaid } from './mermaid.js';
