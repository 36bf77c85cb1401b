/** Whom the cases of a person's own list are about: in a window, and in their own chat where content may stand, for whoever may know. */
import { describe, expect, test } from 'vitest'
import { municipalityOf } from '../../src/app/app.ts'
import { personToImport } from '../support/people.ts'
import { accountOf, createTown, type Name, type Town, textOf } from '../support/town.ts'
import { unfold } from '../support/unfolding.ts'
import { type addMeasure, consent, logWithJonas, openLog, takenBack, worried, worry } from './story.ts'

const both = ['dialog', 'chat'] as const

/** What a window shows of somebody's list. */
async function inWindow(town: Town, name: Name): Promise<string> {
  const answer = await town.open(name, 'show.mine')
  return 'card' in answer ? textOf(answer.card) : ''
}

async function looks(town: Town, id: Parameters<typeof addMeasure>[1]) {
  return (await town.read((tx) => tx.access.of(id))).filter(({ what }) => what === 'mine')
}

describe('a window', () => {
  test('says whom each case is about, which is one look at each', async () => {
    const town = await createTown({ content: 'dialog' })
    const ids = [await openLog(town), await worry(town)]
    const answer = await town.open('ingrid', 'show.mine')
    if (!('chat' in answer)) throw new Error('no list')
    expect(textOf(answer.card).match(/Kaia/g)).toHaveLength(2)
    expect(textOf(answer.chat)).not.toContain('Kaia')
    for (const id of ids) expect(await looks(town, id)).toMatchObject([{ person: town.id('ingrid'), verdict: 'read' }])
  })

  test('opened from a list in a chat, and says no more of a question than that it waits', async () => {
    const town = await createTown({ content: 'dialog' })
    const id = await worry(town)
    await town.submit('ingrid', 'concern.ask', { case: id }, { person: town.id('nora'), text: 'What would you do?' })
    expect(textOf(await town.press('ingrid', 'show.mine'))).toContain('Vis hvem det gjelder')
    expect(await inWindow(town, 'ingrid')).not.toContain('Vis hvem det gjelder')
    expect(await inWindow(town, 'nora')).toContain('Et spørsmål fra en kollega')
    expect(await inWindow(town, 'nora')).not.toMatch(/Kaia|FJ-1001/)
    expect((await looks(town, id)).map(({ person }) => person)).toEqual([town.id('ingrid')])
  })

  test('reads nothing for a question, also of whoever takes part in the case it is about', async () => {
    const town = await createTown({ content: 'dialog' })
    const id = await worry(town)
    await town.submit('ingrid', 'concern.ask', { case: id }, { person: town.id('terje'), text: 'What would you do?' })
    const page = await town.open('terje', 'show.mine', { section: 'waiting', start: '0' })
    expect('card' in page && textOf(page.card)).toContain('Et spørsmål fra en kollega')
    expect('card' in page && textOf(page.card)).not.toMatch(/Kaia|FJ-1001/)
    expect(await looks(town, id)).toEqual([])
  })

  test('says it to whom the family has let in, and to nobody else', async () => {
    const town = await createTown({ content: 'dialog' })
    const id = await logWithJonas(town)
    await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('mari') })
    for (const name of ['ingrid', 'terje', 'jonas'] as const) expect(await inWindow(town, name)).toContain('Kaia')
    // Offered the baton, and nothing else in it.
    expect(await inWindow(town, 'mari')).toContain('FJ-1001')
    expect(await inWindow(town, 'mari')).not.toContain('Kaia')
    // Neither a consent nor anybody else lets KE know about whom it is.
    await town.until('2026-12-10')
    expect(await inWindow(town, 'sara')).toContain('FJ-1001')
    expect(await inWindow(town, 'sara')).not.toContain('Kaia')
    const readers = new Set((await looks(town, id)).map(({ person }) => person))
    expect(readers).toEqual(new Set([town.id('ingrid'), town.id('terje'), town.id('jonas')]))
  })

  test('says nothing of what is sealed', async () => {
    const town = await createTown({ content: 'dialog' })
    const id = await openLog(town)
    await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
    expect(await inWindow(town, 'ingrid')).toContain('FJ-1001')
    expect(await inWindow(town, 'ingrid')).not.toContain('Kaia')
    expect(await looks(town, id)).toEqual([])
  })
})

describe('somebody of two municipalities', () => {
  test('sees in a chat only whom those cases are about whose own municipality lets it stand there', async () => {
    const town = await createTown()
    const solvik = municipalityOf(town.app, 'solvik')
    const content = { ...solvik.model.content, stands: 'dialog' as const }
    town.app.municipalities.set('solvik', { ...solvik, model: { ...solvik.model, content } })
    const posts = ['fjordvik', 'solvik'].map((municipality) =>
      personToImport('Jonas Berg', { accounts: [accountOf('jonas')], unit: 'ppt', service: 'ppt', municipality }),
    )
    await town.store.importPeople(posts, town.app.ids)
    for (const post of ['fjordvik/ppt/ppt', 'solvik/ppt/ppt'])
      await town.submit('jonas', 'concern.register', {}, { ...worried, about: `Child of ${post}`, post })
    const { chat } = await unfold(town, 'jonas', 'show.mine', {})
    expect(textOf(chat)).toContain('SOL-1001')
    expect(textOf(chat)).toContain('Child of fjordvik')
    expect(textOf(chat)).not.toContain('Child of solvik')
  })
})

describe('a message', () => {
  test.each(both)('that is new says it of nobody, and nothing is read for it (%s)', async (content) => {
    const town = await createTown({ content })
    const id = await openLog(town)
    const answer = await town.say('ingrid', 'mine')
    expect(textOf(answer)).toContain('FJ-1001')
    expect(textOf(answer)).not.toContain('Kaia')
    await town.say('ingrid', 'mine', { channel: true })
    await town.run()
    expect(textOf(town.channel.sent())).not.toContain('Kaia')
    expect(await looks(town, id)).toEqual([])
  })

  test('says it in the place of what was pressed, where content may stand in chats alone', async () => {
    for (const content of both) {
      const town = await createTown({ content })
      const id = await openLog(town)
      const { chat } = await unfold(town, 'ingrid', 'show.mine', {})
      expect(textOf(chat).includes('Kaia')).toBe(content === 'chat')
      expect(await looks(town, id)).toHaveLength(content === 'chat' ? 1 : 0)
    }
  })

  test('says it too where it is the answer to what was done from the list', async () => {
    for (const content of both) {
      const town = await createTown({ content })
      const id = await openLog(town)
      const typed = { text: 'Call home', topic: 'family', responsible: 'home', day: '2026-11-05' }
      await town.submit('ingrid', 'follow-up.add', { case: id }, typed)
      const { followUps } = (await town.read((tx) => tx.cases.get(id)))?.case ?? { followUps: [] }
      const done = { case: id, followUp: followUps[0]?.id ?? '', back: 'mine' }
      const { chat } = await unfold(town, 'ingrid', 'follow-up.done', done)
      expect(chat.name).toBe('mine')
      expect([textOf(chat).includes('Kaia'), textOf(chat).includes('Vis hvem det gjelder')]).toEqual(
        content === 'chat' ? [true, false] : [false, true],
      )
    }
  })

  test('holds it no longer than the model says', async () => {
    const town = await createTown()
    await openLog(town)
    const { ref } = await unfold(town, 'ingrid', 'show.mine', {})
    await town.until('2026-11-02T19:00:00.000Z')
    expect(textOf(town.channel.standing(ref))).toContain('Kaia')
    await town.until('2026-11-02T20:30:00.000Z')
    const folded = town.channel.standing(ref)
    expect([folded?.name, folded?.title]).toEqual(['folded', 'Ikke vist lenger'])
    expect(folded?.buttons.map(({ action }) => action)).toEqual(['show.mine'])
  })

  test('holds it no longer than its reader may know, whichever of its cases that is', async () => {
    const town = await createTown()
    const own = await worry(town, {}, 'jonas')
    const id = await logWithJonas(town)
    const { ref } = await unfold(town, 'jonas', 'show.mine', {})
    expect(textOf(town.channel.standing(ref)).match(/Kaia/g)).toHaveLength(2)
    await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'service:ppt' })
    await town.run()
    expect(textOf(town.channel.standing(ref))).not.toContain('Kaia')
    expect(await town.read((tx) => tx.access.of(own))).toContainEqual(expect.objectContaining({ what: 'mine' }))
  })

  test('holds it no longer than the day on which a consent ends', async () => {
    const town = await createTown()
    const id = await logWithJonas(town)
    await consent(town, id, { services: ['ppt'], until: '2026-11-03' })
    town.setClock('2026-11-03T15:00:00.000Z')
    const { ref } = await unfold(town, 'jonas', 'show.mine', {})
    await town.until('2026-11-03T22:30:00.000Z')
    expect(textOf(town.channel.standing(ref))).toContain('Kaia')
    await town.until('2026-11-03T23:30:00.000Z')
    expect(textOf(town.channel.standing(ref))).not.toContain('Kaia')
  })

  test('holds nothing of a case that is closed, or whose family has a secret address', async () => {
    for (const [action, typed] of [
      ['case.close', { reason: 'goal-reached' }],
      ['case.shield', { shielded: 'true' }],
    ] as const) {
      const town = await createTown()
      const id = await openLog(town)
      const { ref } = await unfold(town, 'terje', 'show.mine', {})
      expect(textOf(town.channel.standing(ref))).toContain('Kaia')
      await town.submit('ingrid', action, { case: id }, typed)
      await town.run()
      expect(textOf(town.channel.standing(ref))).not.toContain('Kaia')
    }
  })
})
