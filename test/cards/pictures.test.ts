/** The pictures of the cards are what the cards are: `npm run cards` draws them anew. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { languages } from '../../cards/card.ts'
import { pictured, samples } from '../../cards/index.ts'
import { channels, ofPage, pictureFolder, picturesOf } from '../../cards/pictures.ts'
import { channelNames } from '../../src/channels.ts'

const folders = [...channels(), ofPage]

describe('the pictures', () => {
  it('exist for every channel', () => {
    expect(channels()).toEqual([...channelNames].sort())
  })

  it.each(folders)('of %s are those of the samples it shows, no more and no fewer', async (channel) => {
    const drawn = await picturesOf(channel)
    const shown = pictured.filter(({ onPage = false }) => onPage === (channel === ofPage))
    expect(drawn.size).toBe(shown.length * languages.length)
    expect(readdirSync(join(pictureFolder, channel)).sort()).toEqual([...drawn.keys()].sort())
  })

  it.each(folders)('of %s show what the cards now say', async (channel) => {
    const drawn = await picturesOf(channel)
    const changed = [...drawn].filter(
      ([file, text]) => readFileSync(join(pictureFolder, channel, file), 'utf8') !== text,
    )
    expect(changed.map(([file]) => file)).toEqual([])
  })

  it('show every card there is a file for', () => {
    const code = readdirSync(pictureFolder).filter((file) => file.endsWith('.ts'))
    const cards = code.filter((file) => /\): Card \{$/m.test(readFileSync(join(pictureFolder, file), 'utf8')))
    expect([...new Set(samples.map(({ card }) => card))].sort()).toEqual(cards.map((file) => file.slice(0, -3)).sort())
  })
})
