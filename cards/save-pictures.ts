/** `npm run cards`: writes the pictures of every card, and removes those of cards that are no more. */
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { channels, pictureFolder, picturesOf } from './pictures.ts'

for (const channel of channels()) {
  const folder = join(pictureFolder, channel)
  const pictures = await picturesOf(channel)
  for (const old of readdirSync(folder).filter((file) => !pictures.has(file))) rmSync(join(folder, old))
  for (const [file, text] of pictures) writeFileSync(join(folder, file), text)
}
