/** What an installation promises on a fresh machine: nothing is compiled. */
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'

const entry = z.object({
  gypfile: z.boolean().optional(),
})
const { packages } = z
  .object({ packages: z.record(z.string(), entry) })
  .parse(JSON.parse(readFileSync('package-lock.json', 'utf8')))

test('no npm compiles a package that brings its binaries', () => {
  const bringsBinaries = Object.keys(packages).filter((path) => existsSync(`${path}/binding.gyp`) && isPrebuilt(path))
  const missing = bringsBinaries.filter((path) => packages[path]?.gypfile !== false)
  expect(bringsBinaries).toContain('node_modules/better-sqlite3')
  expect(
    missing,
    `npm before 11 would compile these, and leaves the line out that says not to: in package-lock.json, put
      "gypfile": false,
back as the line after ${missing.map((path) => `"${path}": {`).join(' and after ')}`,
  ).toEqual([])
})

/** Whether the package itself says that nothing of it is compiled. */
function isPrebuilt(path: string): boolean {
  return JSON.parse(readFileSync(`${path}/package.json`, 'utf8')).gypfile === false
}
