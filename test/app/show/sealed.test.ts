/** Whether what a case holds is sealed, and what its reader is told of that: who may open it, or until when they have. */
import { describe, expect, test } from 'vitest'
import { openCase } from '../../../src/app/see/index.ts'
import { sealedIn } from '../../../src/app/show/sealed.ts'
import type { Event } from '../../../src/core/case.ts'
import type { Day } from '../../../src/core/ids.ts'
import { at, by, given } from '../../support/given.ts'
import { joined, noted, openLog, takenBack } from '../../support/history.ts'
import { type Looking, looking } from '../../support/looking.ts'
import { type PersonName, people } from '../../support/sample.ts'

type Steps = Parameters<typeof given>
const log: Steps = [openLog(2), joined('ppt'), joined('colleague')]
const opened: Event = {
  ...{ type: 'case.unsealed', opening: 'opening_1', until: '2026-08-17', reason: 'word_why' },
  seenBy: [people.head.person],
}

const said = (name: PersonName, town: Looking, ...story: Steps) => saidOn('2026-08-17', name, town, log, story)

async function saidOn(day: Day, name: PersonName, town: Looking, ...story: Steps) {
  const viewer = await town.viewer(name, day)
  const seen = await openCase(viewer, given(...story).state, 'case-plan')
  return seen && sealedIn(viewer, seen)
}

test('nothing is said where it is not sealed', async () => {
  expect(await said('teacher', await looking())).toBeNull()
})

describe('where it is', () => {
  test('the holder and the leaders may open it: named once each, and the reader as “you”', async () => {
    const town = await looking()
    expect(await said('teacher', town, takenBack())).toMatchObject({ who: ['deg', 'Head', 'Second leader'] })
    expect(await said('head', town, takenBack())).toMatchObject({ who: ['Teacher', 'deg', 'Second leader'] })
    const led: Event = { type: 'baton.named', to: people.head.person, service: 'skole', unit: 'bjorkelia' }
    expect(await said('teacher', town, led, takenBack())).toMatchObject({ who: ['Head', 'Second leader'] })
  })

  test('no holder may who has left it, works elsewhere, or works no more', async () => {
    const town = await looking()
    const leaders = { who: ['Head', 'Second leader'] }
    expect(
      await said('colleague', town, takenBack(), { type: 'baton.left', person: people.teacher.person }),
    ).toMatchObject(leaders)
    const atPpt: Event = { type: 'baton.named', to: people.ppt.person, service: 'ppt', unit: 'ppt' }
    expect(await said('colleague', town, atPpt, takenBack())).toMatchObject(leaders)
    expect(await said('colleague', await looking({ teacher: { active: false } }), takenBack())).toMatchObject(leaders)
  })

  test('KE is told of nobody, nor that the family wants it so', async () => {
    const told = await said('ke', await looking(), takenBack(), noted({ decides: 'ke' }))
    expect(told).toEqual({ who: [], saidNo: false, mayAsk: false })
  })

  test('its own unit is told that the family wants it so, where that is their last word', async () => {
    const town = await looking()
    expect(await said('teacher', town, takenBack())).toMatchObject({ saidNo: true, mayAsk: true })
    const over = openLog(2, ['ppt'], { until: '2026-08-20' })
    expect(await saidOn('2026-08-24', 'teacher', town, over)).toMatchObject({ saidNo: false })
  })
})

describe('whoever has opened it', () => {
  test('is told until when, and nobody else is', async () => {
    const town = await looking()
    const story: Steps = [takenBack(), opened]
    expect(await said('teacher', town, story)).toEqual({ until: '2026-08-17' })
    expect(await said('head', town, story)).toMatchObject({ who: ['Teacher', 'deg', 'Second leader'] })
    const both: Steps = [story, by('head', { ...opened, opening: 'opening_2', until: '2026-08-18' } as Event)]
    expect(await said('teacher', town, both)).toEqual({ until: '2026-08-17' })
    expect(await said('head', town, both)).toEqual({ until: '2026-08-18' })
  })

  test('is told until when they last did, and no more once that is over', async () => {
    const town = await looking()
    const again: Event = { ...opened, opening: 'opening_2', until: '2026-08-18' } as Event
    expect(await said('teacher', town, takenBack(), opened, again)).toEqual({ until: '2026-08-18' })
    const over: Steps = [takenBack(), opened, at('2026-08-17', takenBack({ topic: 'health' }))]
    expect(await said('teacher', town, over)).toHaveProperty('who')
    expect(await saidOn('2026-08-18', 'teacher', town, log, takenBack(), opened)).toHaveProperty('who')
  })
})
