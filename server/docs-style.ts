/** The stylesheet of `/docs`, in the colours of the pages. */
export const docsStyle = `
body { margin: 0 auto; max-width: 60rem; padding: 1rem; color: #17212b; background: #fff;
  font: 1rem/1.5 'Source Sans 3', system-ui, sans-serif; }
h1, h2, h3 { color: #0b3a5b; line-height: 1.2; }
h1 small { color: #44525f; font-size: 1rem; }
h2 { border-bottom: 2px solid #0b3a5b; margin-top: 2.5rem; }
a { color: #0a5591; }
a:focus-visible, summary:focus-visible, pre:focus-visible, .table:focus-visible { outline: 3px solid #0a5591; outline-offset: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; display: inline-block; line-height: 2.75rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 1rem; list-style: none; padding: 0; }
nav a, summary { display: inline-block; min-width: 2.75rem; min-height: 2.75rem; line-height: 2.75rem; }
article { border: 1px solid #c9d2da; border-radius: 4px; padding: 0 1rem 1rem; margin: 1rem 0; }
code { overflow-wrap: anywhere; }
.call { background: #eef3f7; padding: .5rem; border-radius: 4px; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #c9d2da; padding: .25rem .5rem; text-align: left; vertical-align: top; }
pre { background: #f5f7f9; overflow: auto; max-height: 24rem; padding: .75rem; margin: 0; font-size: .875rem; }
`;
