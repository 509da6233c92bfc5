/** Stylesheets are taken in by vite, from the entry of a page. */
declare module '*.css';
