/**
 * `npm run cards -- --preview`: the preview of the cards by itself, on this machine alone, for whoever is there. It reads models and
 * samples, and neither settings of channels nor the database.
 */
import { fileURLToPath } from 'node:url'
import type { Router } from 'express'
import { namesIn } from './app/names-in.ts'
import { channelNames, previewsOf } from './channels.ts'
import { ModelError, readModels } from './model/read.ts'
import { print } from './terminal.ts'
import { createFiles } from './web/files.ts'
import { createWeb, type Listening, listen } from './web/index.ts'
import { languageOf } from './web/language.ts'
import { previewPages } from './web/preview.ts'

/** With the names of these models; Fjordvik's where none is named. Throws `ModelError`. */
export async function startPreview(models: string[], port = 0): Promise<Listening & { url: string }> {
  const paths = models.length > 0 ? models : [fileURLToPath(new URL('demo/fjordvik.yaml', import.meta.url))]
  const [first, ...others] = readModels(paths).map(namesIn)
  if (!first) throw new Error('there is no model')
  const files = createFiles()
  const pages = previewPages({
    files,
    previews: () => previewsOf(channelNames),
    async admit(request) {
      return { lang: languageOf(request), names: [first, ...others], around: {}, frames: [] }
    },
    async nowhere(_request, response) {
      response.status(404).end()
    },
  })
  const report = (event: string, { code = '' } = {}) => void process.stderr.write(`${event} ${code}\n`)
  const routers: Router[] = [files.router, pages]
  const listening = await listen(createWeb({ routers, faults: () => [], report }), '127.0.0.1', port)
  return { ...listening, url: `http://127.0.0.1:${listening.port}/rom/kort` }
}

/** Says where it stands, until it is ended. */
export async function runPreview(models: string[]): Promise<void> {
  try {
    print((await startPreview(models)).url)
  } catch (error) {
    if (!(error instanceof ModelError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}
