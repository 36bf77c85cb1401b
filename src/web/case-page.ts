/**
 * The page behind a link to a case: it says where cases are read. It looks nothing up and is the same for every
 * reference, so that it tells nobody whether a case exists.
 */
import { createHash } from 'node:crypto'
import express, { type Router } from 'express'

/** Plain words; they are escaped here. */
export type CasePage = { lang: string; title: string; lines: string[] }

/** `GET /sak/FJ-1001`: what stands below the public address in a link. */
export function casePage(page: CasePage): Router {
  const html = draw(page)
  const router = express.Router()
  router.get('/sak/:ref', (_request, response) => {
    response.status(200).set(headers).type('html').send(html)
  })
  return router
}

const style =
  'body{font:1.125rem/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}'
const styleDigest = createHash('sha256').update(style).digest('base64')

/** Nothing is loaded, run, framed or kept, and where somebody goes next does not learn which link they came by. */
const headers = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleDigest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, nofollow',
}

function draw({ lang, title, lines }: CasePage): string {
  const paragraphs = lines.map((line) => `<p>${escaped(line)}</p>`).join('\n')
  return `<!doctype html>
<html lang="${escaped(lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${paragraphs}
</main>
</body>
</html>
`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
}
