export { type Proposal, proposeMapping } from './propose-mapping.ts';
export { createSample, type Sample } from './sample.ts';
