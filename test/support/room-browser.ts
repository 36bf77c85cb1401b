/** A page of ours in a real browser, as a person meets it: what stands on it, what is pressed, and what axe finds wrong with it. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Frame, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

export const main = (at: Page | Frame): Locator => at.locator('main')

/** A button, or a link that looks like one, by the words on it: in a row its name says too what it is about. */
export const named = (at: Page | Frame, name: string): Locator =>
  main(at)
    .locator('button, a')
    .filter({ hasText: new RegExp(`^\\s*${name}\\s*$`), visible: true })
    .first()

export const press = (at: Page | Frame, name: string): Promise<void> => named(at, name).click()

/** What stands on the page, once it says this: photographed into the file, and without fault for whoever can't see it. */
export async function sees(at: Page | Frame, words: string, file: string): Promise<Locator> {
  await main(at)
    .getByText(words)
    .first()
    .waitFor()
    .catch(async (error: unknown) => {
      throw new Error(`no "${words}" on: ${await main(at).innerText()}`, { cause: error })
    })
  if ('screenshot' in at) await at.screenshot({ path: file, fullPage: true })
  else await at.page().screenshot({ path: file })
  expect(await faultsIn(at), file).toEqual([])
  return main(at)
}

async function faultsIn(at: Page | Frame): Promise<string[]> {
  await at.evaluate(axe)
  return at.evaluate(async () => {
    const { violations } = await Object(globalThis).axe.run(Object(globalThis).document)
    return violations.flatMap(({ id, nodes }: { id: string; nodes: { html: string }[] }) =>
      nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`),
    )
  })
}
