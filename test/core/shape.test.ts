/** How the core is put together: what holds so that a new topic, command or event is forgotten nowhere. */
import { expect, it } from 'vitest'
import { filesOf, sourceOf } from '../support/source.ts'

const core = filesOf('src').filter((path) => path.startsWith('src/core/'))

/** The files a file needs to run, directly or by way of others. */
function needs(path: string, found: Set<string> = new Set()): Set<string> {
  for (const { from, typeOnly } of sourceOf(path).imports) {
    if (typeOnly || found.has(from)) continue
    found.add(from)
    needs(from, found)
  }
  return found
}

it('no two files of the core need each other to run', () => {
  expect(core.filter((path) => needs(path).has(path))).toEqual([])
})

it('nothing in the core is handled by a default', () => {
  expect(core.filter((path) => /^\s*default:/m.test(sourceOf(path).text))).toEqual([])
})
