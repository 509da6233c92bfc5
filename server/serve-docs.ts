/** `/docs`: the calls of a service as a page of our own, made from its OpenAPI document; no script, nothing from elsewhere. */
import { Router } from 'express';
import { z } from 'zod';
import { docsStyle } from './docs-style.ts';

const Schema: z.ZodType<Record<string, unknown>> = z.record(z.string(), z.unknown());
const Content = z.record(
  z.string(),
  z.looseObject({ schema: Schema.optional(), example: z.unknown().optional() }),
);
const Operation = z.looseObject({
  operationId: z.string(),
  summary: z.string(),
  description: z.string().optional(),
  tags: z.array(z.string()).default([]),
  parameters: z
    .array(
      z.looseObject({
        name: z.string(),
        in: z.string(),
        description: z.string().optional(),
        required: z.boolean().optional(),
        schema: Schema.optional(),
      }),
    )
    .default([]),
  requestBody: z.looseObject({ content: Content }).optional(),
  responses: z.record(
    z.string(),
    z.looseObject({ description: z.string().optional(), content: Content.optional() }),
  ),
});
type Operation = z.infer<typeof Operation>;
const Document = z.looseObject({
  info: z.looseObject({ title: z.string(), version: z.string(), description: z.string().optional() }),
  servers: z.array(z.looseObject({ url: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});

const methods = ['get', 'post', 'put', 'delete'] as const;

/** A way from the page to another one. */
export type DocsLink = { readonly path: string; readonly text: string };

/** A router with the page and its stylesheet, to be mounted at `/docs`. */
export function serveDocs(openApi: object, links: readonly DocsLink[] = []): Router {
  const page = renderDocs(openApi, links);
  const router = Router();
  router.get('/', (_req, res) => {
    res.set('Cache-Control', 'no-cache').type('html').send(page);
  });
  router.get('/style.css', (_req, res) => {
    res.set('Cache-Control', 'no-cache').type('css').send(docsStyle);
  });
  return router;
}

/** The page as HTML. Throws when the document is not one that `createOpenApi` makes. */
export function renderDocs(openApi: object, links: readonly DocsLink[] = []): string {
  const { info, servers, paths } = Document.parse(openApi);
  const calls = Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method) =>
      item[method] === undefined ? [] : [{ path, method, operation: Operation.parse(item[method]) }],
    ),
  );
  const tags = [...new Set(calls.map(({ operation }) => operation.tags[0] ?? 'Calls'))];
  const base = new URL(servers[0]?.url ?? '/', 'http://localhost').pathname.replace(/\/$/, '');
  const sections = tags.map((tag) => {
    const own = calls.filter(({ operation }) => (operation.tags[0] ?? 'Calls') === tag);
    return `<section><h2 id="${id(tag)}">${escapeHtml(tag)}</h2>${own.map(renderCall).join('')}</section>`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(info.title)} ${escapeHtml(info.version)}</title><link rel="stylesheet" href="${escapeHtml(base)}/docs/style.css"></head>
<body><a class="skip" href="#calls">To the calls</a><header><h1>${escapeHtml(info.title)} <small>${escapeHtml(info.version)}</small></h1>
<p>${escapeHtml(info.description ?? '')} For programs: <a href="${escapeHtml(base)}/openapi.json">openapi.json</a>.</p>
${links.map(({ path, text }) => `<p><a href="${escapeHtml(base + path)}">${escapeHtml(text)}</a></p>`).join('')}
<p>Send <code>Authorization: Bearer</code> with an API key where a scope is named.</p>
<nav aria-label="Sections"><ul>${tags.map((tag) => `<li><a href="#${id(tag)}">${escapeHtml(tag)}</a></li>`).join('')}</ul></nav></header>
<main id="calls">${sections.join('')}</main></body></html>
`;
}

function renderCall(call: { path: string; method: string; operation: Operation }): string {
  const { path, method, operation } = call;
  const body = Object.entries(operation.requestBody?.content ?? {});
  return `<article aria-labelledby="${id(operation.operationId)}">
<h3 id="${id(operation.operationId)}">${escapeHtml(operation.summary)}</h3>
<p class="call"><code><b>${method.toUpperCase()}</b> ${escapeHtml(path)}</code></p>
${operation.description ? `<p>${renderCode(operation.description)}</p>` : ''}
${renderParameters(operation)}
${body.map(([type, { schema, example }]) => renderSchema(`Body, ${type}`, schema) + renderExample(call, { type, example })).join('')}
${Object.entries(operation.responses).map(renderResponse).join('')}
</article>`;
}

/** The call as one types it: the same body that the tests send. */
function renderExample(
  { path, method }: { readonly path: string; readonly method: string },
  { type, example }: { readonly type: string; readonly example?: unknown },
): string {
  if (example === undefined) return '';
  const body = typeof example === 'string' ? example : JSON.stringify(example);
  const lines = [
    `curl -X ${method.toUpperCase()} "$URL${path}"`,
    `  -H "Authorization: Bearer $API_KEY" -H "Content-Type: ${type}"`,
    `  --data-binary '${body.trimEnd()}'`,
  ];
  return `<details><summary>Example</summary><pre tabindex="0">${escapeHtml(lines.join(' \\\n'))}</pre></details>`;
}

function renderParameters({ parameters }: Operation): string {
  if (parameters.length === 0) return '';
  const rows = parameters.map(
    ({ name, in: where, required, description, schema }) =>
      `<tr><td><code>${escapeHtml(name)}</code></td><td>${escapeHtml(where)}${required ? ', required' : ''}</td><td>${escapeHtml(typeName(schema))}</td><td>${escapeHtml(description ?? '')}</td></tr>`,
  );
  return `<div class="table" role="group" aria-label="Parameters" tabindex="0"><table><thead><tr><th scope="col">Parameter</th><th scope="col">In</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

function renderResponse([status, response]: [string, Operation['responses'][string]]): string {
  if (response.description === undefined) return '';
  const content = Object.entries(response.content ?? {});
  const label = `<p><b>${escapeHtml(status)}</b> ${escapeHtml(response.description)}</p>`;
  return label + content.map(([type, { schema }]) => renderSchema(`Answer, ${type}`, schema)).join('');
}

function renderSchema(label: string, schema: Record<string, unknown> | undefined): string {
  if (schema === undefined || Object.keys(schema).length === 0) return '';
  return `<details><summary>${escapeHtml(label)}</summary><pre tabindex="0">${escapeHtml(JSON.stringify(schema, null, 2))}</pre></details>`;
}

function typeName(schema: Record<string, unknown> | undefined): string {
  if (schema === undefined) return '';
  const values = Array.isArray(schema.enum) ? schema.enum.map(String).join(' | ') : undefined;
  return values ?? (typeof schema.type === 'string' ? schema.type : '');
}

const id = (text: string): string => text.replace(/[^\w-]/g, '-');

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** Text between backticks stands as code. */
const renderCode = (text: string): string => escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
