/** Reads a PDF as somebody else's program does: its text, its tags, what it says of itself, and every byte of it unpacked. */
import { inflateSync } from 'node:zlib'
import { getDocumentProxy } from 'unpdf'

export type ReadPdf = {
  /** Of each page, as it is read. */
  pages: string[]
  text: string
  /** `Table/TR/TH`, each as often as it is there, in the order in which they are read. */
  tags: string[]
  info: Record<string, unknown>
  /** Strings and streams as they lie in the file. */
  bytes: string
}

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const document = await getDocumentProxy(new Uint8Array(bytes))
  const pages: string[] = []
  const tags: string[] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent()
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''))
    tags.push(...tagsIn(await page.getStructTree(), ''))
  }
  const { info } = await document.getMetadata()
  await document.loadingTask.destroy()
  return { pages, text: pages.join('\n'), tags, info: info as Record<string, unknown>, bytes: unpacked(bytes) }
}

type Node = { role?: string; children?: unknown[] } | null

function tagsIn(node: unknown, above: string): string[] {
  const { role, children = [] } = (node ?? {}) as NonNullable<Node>
  if (role === undefined) return []
  const here = role === 'Root' || role === 'Document' ? '' : above === '' ? role : `${above}/${role}`
  return [...(here === '' ? [] : [here]), ...children.flatMap((child) => tagsIn(child, here))]
}

/** As text, without what stands between letters because a line was full: what was written, letter for letter. */
export function squeezed(text: string): string {
  return text
    .replace(/\s+/gu, '')
    .replace(/[\ufe0e\ufe0f\u2066-\u2069]/gu, '')
    .normalize('NFC')
}

/** A few bytes too many or too few tell nothing of what a stream holds. */
function unpacked(bytes: Uint8Array): string {
  const file = Buffer.from(bytes)
  const streams: string[] = [file.toString('latin1')]
  for (let at = file.indexOf('stream\n'); at >= 0; at = file.indexOf('stream\n', at + 1)) {
    const end = file.indexOf('endstream', at)
    if (end < 0) break
    streams.push(inflated(file.subarray(at + 'stream\n'.length, end)))
  }
  return streams.join('\n')
}

function inflated(bytes: Buffer): string {
  try {
    return inflateSync(bytes).toString('latin1')
  } catch {
    return bytes.toString('latin1')
  }
}
