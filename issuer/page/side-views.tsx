/** What stands beside the way, fetched when somebody goes there: most workers only look, choose and take along. */
export { CopiesView } from './copies-view.tsx';
export { MistakeView } from './mistake-view.tsx';
export { OwnWordsFields } from './own-words-fields.tsx';
