export { findUnskilled, type SkillReport, type Unskilled } from './find-unskilled.ts';
export { type Suggestion, suggestSkills } from './suggest-skills.ts';
