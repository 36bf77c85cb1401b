/** A copy as a file to keep. Its name is the reference alone, since lists of what was downloaded are read by others. */
import type { Copy } from './copy.ts'
import { drawPdf } from './pdf.ts'

export const copyForms = ['pdf', 'json'] as const
export type CopyForm = (typeof copyForms)[number]

export async function fileOf({ document, data }: Copy, form: CopyForm) {
  const name = `${document.ref}.${form}`
  if (form === 'pdf') return { name, mediaType: 'application/pdf', bytes: await drawPdf(document) }
  const bytes = new TextEncoder().encode(`${JSON.stringify(data, null, 2)}\n`)
  return { name, mediaType: 'application/json; charset=utf-8', bytes }
}
