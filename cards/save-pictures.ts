/**
 * `npm run cards`: writes the pictures of every card, and removes those of cards that are no more. With `--preview` it writes nothing,
 * and shows the cards in the browser, with the names of the models that are named behind it.
 */
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runPreview } from '../src/preview.ts'
import { channels, ofPage, pictureFolder, picturesOf } from './pictures.ts'

async function save(): Promise<void> {
  for (const name of [...channels(), ofPage]) {
    const folder = join(pictureFolder, name)
    const pictures = await picturesOf(name)
    for (const old of readdirSync(folder).filter((file) => !pictures.has(file))) rmSync(join(folder, old))
    for (const [file, text] of pictures) writeFileSync(join(folder, file), text)
  }
}

const { values, positionals } = parseArgs({ options: { preview: { type: 'boolean' } }, allowPositionals: true })
await (values.preview ? runPreview(positionals) : save())
