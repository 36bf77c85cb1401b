/** In which order pieces take their turns: what somebody waits for goes first, and what gives way is never forgotten. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lineOf } from '../../src/store/line.ts'

/** Takes part in one commit after the other, each of `most` pieces at most, and says who shared each. */
function commits(line: ReturnType<typeof lineOf<string>>, most = 64): string[] {
  const all: string[] = []
  while (!line.isEmpty()) {
    line.begin()
    let shared = ''
    while (shared.length < most && line.goesOn()) shared += line.next()
    all.push(shared)
  }
  return all
}

it('keeps the order in which they came, of those that wait alike', () => {
  const line = lineOf<string>()
  for (const name of 'abc') line.put(name, false)
  expect(commits(line)).toEqual(['abc'])
  for (const name of 'abc') line.put(name, true)
  expect(commits(line)).toEqual(['abc'])
})

it('lets what somebody waits for go first, and keeps it waiting for nothing that gives way', () => {
  const line = lineOf<string>()
  line.put('x', true)
  line.put('a', false)
  line.put('y', true)
  line.put('b', false)
  expect(commits(line)).toEqual(['ab', 'xy'])
})

it('ends a commit for whoever came while others shared it that give way', () => {
  const line = lineOf<string>()
  for (const name of 'xyz') line.put(name, true)
  line.begin()
  expect(line.next()).toBe('x')
  line.put('a', false)
  expect([line.next(), line.goesOn(), line.next()]).toEqual(['a', false, undefined])
})

it('lets one of those that give way go first where a commit has passed it by, however many wait', () => {
  const line = lineOf<string>()
  for (const name of 'xyz') line.put(name, true)
  for (const name of 'abcdefgh') line.put(name, false)
  expect(commits(line, 2)).toEqual(['ab', 'xc', 'de', 'yf', 'gh', 'z'])
})

it('forgets nobody, and lets nobody pass who waits alike', () => {
  const waiting = fc.array(fc.boolean(), { maxLength: 40 })
  fc.assert(
    fc.property(waiting, fc.integer({ min: 1, max: 8 }), (givesWay, most) => {
      const line = lineOf<string>()
      const names = givesWay.map((gives, index) => String.fromCodePoint((gives ? 0x100 : 0x200) + index))
      names.forEach((name, index) => {
        line.put(name, givesWay[index] === true)
      })
      const order = [...commits(line, most).join('')]
      const alike = (gives: boolean) => order.filter((name) => name < '\u0200' === gives)
      expect([...alike(true), ...alike(false)]).toEqual([...names].sort())
    }),
  )
})
