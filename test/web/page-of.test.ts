/** The addresses by which channels lead to the page: whoever signs in on the way comes to it, and to nowhere else. */
import { expect, test } from 'vitest'
import type { Place } from '../../src/ports.ts'
import { localPath } from '../../src/web/local.ts'
import { pagesAt } from '../../src/web/page-of.ts'

const ownChat: Place = { channel: 'teams', tenant: 't', kind: 'personal', key: 'k', address: 'a' }

test.each([
  ['show.case', { case: 'case_01', back: 'reminder|case_01|evaluation:2026-11-02' }],
  ['show.plan', { case: 'case_01', section: 'measures', start: '20' }],
  ['show.overview', { view: 'unit', municipality: '9901' }],
  ['note.add', { case: 'case_01', draft: 'draft_01', which: 'a,b~c' }],
])('%s is come back to after signing in, in a browser and in a channel’s own client', (action, data) => {
  const linked = pagesAt('https://stafett.example', true)({ kind: 'open', action, data }, ownChat)
  const [page, frame] = [new URL(linked?.page ?? ''), new URL(linked?.frame ?? '')]
  expect(page.origin).toBe('https://stafett.example')
  expect(Object.fromEntries(page.searchParams)).toEqual(data)
  const path = page.pathname + page.search
  expect(localPath(path)).toBe(path)
  expect([frame.origin, frame.pathname]).toEqual([page.origin, '/rom/fane'])
  expect(frame.searchParams.get('til')).toBe(path)
})

test('what is read in cards has no address in a channel’s own client', () => {
  const linked = pagesAt('https://stafett.example', false)({ kind: 'open', action: 'show.mine', data: {} }, ownChat)
  expect(linked).toEqual({
    ...{ path: '/rom/vis/show.mine', page: 'https://stafett.example/rom/vis/show.mine', frame: null, asks: false },
  })
})
