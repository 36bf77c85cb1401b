/** The benchmark's figures at a tiny scale: each still measures all of its rows. How long anything takes is not looked at. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { copyCase } from '../../bench/copies.ts'
import { figures } from '../../bench/figures/index.ts'
import { openPlace } from '../../bench/place.ts'
import { lengthen, openLog, worry } from '../../bench/told.ts'

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'stafett-bench-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

/** Those that start processes take longer than all others together. */
const apart = ['echo', 'answer', 'start']
const inProcess = figures.filter(({ name }) => !apart.includes(name))

describe('a figure', () => {
  it.each(inProcess.map((figure) => [figure.name, figure] as const))('measures all its rows: %s', async (_, figure) => {
    const options = { scale: 0.004, folder: folder() }
    const opened = await figure.open(options)
    onTestFinished(opened.close)
    const measured = await opened.round()
    const names = figure.rows(options).map(({ name }) => name)
    expect(Object.keys(measured).sort()).toEqual(names.sort())
    expect(Object.values(measured).filter((value) => !(value > 0))).toEqual([])
  })
})

describe('copies of a case', () => {
  it('are whole: nothing is wrong with them, and their words open', async () => {
    const place = await openPlace({ folder: folder() })
    onTestFinished(place.close)
    const [concern, log] = [await worry(place), await openLog(place)]
    await lengthen(place, log, 20)
    const slots = ['fjordvik-skole', place.id('ingrid')]
    copyCase(place.path, { of: concern, count: 3, from: 0, slots, fill: () => ['nabo-skole', place.id('mari')] })
    copyCase(place.path, { of: log, count: 3, from: 3 })
    expect(await place.store.verifyAll()).toEqual({ cases: 8, faults: [] })
    const theirs = await place.read((tx) => tx.cases.of(place.id('mari')))
    expect(theirs.map(({ case: { unit, ref, owner } }) => [unit, ref, owner])).toEqual(
      ['FJ-100000', 'FJ-100001', 'FJ-100002'].map((ref) => ['nabo-skole', ref, place.id('mari')]),
    )
    const words = theirs.map(({ case: { id, about } }) => place.read((tx) => tx.words.read(id, [about])))
    expect((await Promise.all(words)).map((read) => [...read.values()])).toEqual([
      ['Elev 17'],
      ['Elev 17'],
      ['Elev 17'],
    ])
  })
})
