/** The headers of every answer that is no page: it loads nothing, is framed and kept by nobody, and says nothing of where it was. */
export const bareHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}
