/** A question to a colleague at level 0: it does not name anybody, and nothing ties it to a case for whoever was asked. */
import { describe, expect, test } from 'vitest'
import { nameIn } from '../../src/app/actions/anonymous.ts'
import { cardOf, createTown, dataOf, type Name, type Town, textOf, valuesIn } from '../support/town.ts'
import { unfold } from '../support/unfolding.ts'
import { caseOf, consent, worried, worry } from './story.ts'

describe('a word by which the case is called', () => {
  test.each([
    ['Has Kaia friends?', 'Kaia', 'Kaia'],
    ['KAIAS friends', 'Kaia', 'KAIAS'],
    ['has káïa friends', 'Kaia', 'káïa'],
    ['kaia-marie', 'Marie Dahl', 'marie'],
    ['is næss there', 'Kaia Næss', 'næss'],
    ['Ka\u200bia', 'Kaia', 'Kaia'],
    ['in 6B', '6B', '6B'],
    ['K. L. is alone', 'KL', null],
    ['KL is alone', 'KL', 'KL'],
    ['a kaiak', 'Kaia', null],
    ['nobody is named', 'Kaia', null],
    // Short names, as whole words and with what people put to them.
    ['Bo er ofte alene', 'Bo', 'Bo'],
    ['og bos mor', 'Bo Vik', 'bos'],
    ['et bord i bodø', 'Bo', null],
    ['K er ofte alene', 'K', 'K'],
    ['lilleida og Idamor', 'Ida', 'lilleida'],
    ['Idamor', 'Ida', 'Idamor'],
    ['på fridagen', 'Ida', null],
    // By chance in another word.
    ['eleven og barnet skriver', 'Even, Arne eller Iver', null],
    // In other spellings.
    ['Bjorn er alene', 'Bjørn', 'Bjorn'],
    ['Bjoern er alene', 'Bjørn', 'Bjoern'],
    ['er bjørn der', 'Bjoern', 'bjørn'],
    ['Åse er alene', 'Aase', 'Åse'],
    ['Aase er alene', 'Åse', 'Aase'],
    ['Oivind er alene', 'Øivind', 'Oivind'],
    // With something to it, and in a longer word.
    ['Kaia2', 'Kaia', 'Kaia2'],
    ['Kaia_er', 'Kaia', 'Kaia'],
    ['to Kaiaer', 'Kaia', 'Kaiaer'],
    ['KaiaDahl', 'Kaia Dahl', 'Kaia'],
    ['Lillebjørn gråter', 'Bjørn', 'Lillebjørn'],
    ['bjørnungen', 'Bjørn', 'bjørnungen'],
    ['en guttunge', 'gutten', null],
    ['Storhenrikmann', 'Henrik', 'Storhenrikmann'],
    ['det er Kaia', 'Kaias bror', 'Kaia'],
    // What stands in any text says nothing of anybody; unless it is somebody's name.
    ['hun er en av de som er i skolen', 'En som er i 4. trinn', null],
    ['kan vi hjelpe', 'Vi Nguyen', 'vi'],
    ['han er 4 år', 'en på 4 år', null],
  ])('in "%s" of %s is %s', (text, about, found) => {
    expect(nameIn(text, about)).toBe(found)
  })
})

async function asked(town: Town, name: Name) {
  const id = await worry(town)
  await town.submit('ingrid', 'concern.ask', { case: id }, { person: town.id(name), text: 'WHAT HELPS IN BREAKS?' })
  const question = (await caseOf(town, id)).concern.questions[0]?.id ?? ''
  return { id, question, data: { case: id, question, back: `anonymous-question|${question}` } }
}

test('one that holds such a word is not sent: its writer keeps the text and is told which word', async () => {
  const town = await createTown()
  const id = await worry(town)
  const form = cardOf(await town.open('ingrid', 'concern.ask', { case: id }))
  const typed = { person: town.id('jonas'), text: 'Does kaia have friends?' }
  const again = cardOf(await town.press('ingrid', 'concern.ask', dataOf(form, 'concern.ask'), typed))
  expect(valuesIn(again)).toMatchObject(typed)
  const error = expect.stringContaining('«kaia»')
  expect(again.blocks).toContainEqual(expect.objectContaining({ id: 'text', error }))
  const apart = await town.press('ingrid', 'concern.ask', dataOf(form, 'concern.ask'), typed, { personal: false })
  expect(textOf(apart)).not.toMatch(/kaia/i)
  expect((await caseOf(town, id)).concern.questions).toEqual([])
})

test('whoever was asked finds nothing of it in the case when they take part in it later', async () => {
  const town = await createTown()
  const { id, data } = await asked(town, 'mari')
  await town.press('mari', 'concern.answer', data, { text: 'GO OUT WITH HER' })
  const seen = async (name: Name) => {
    const history = await town.press(name, 'show.plan', { case: id, section: 'history' })
    return textOf([await town.press(name, 'show.case', { case: id }), history])
  }
  expect(await seen('ingrid')).toMatch(/GO OUT WITH HER/)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
  await consent(town, id, { services: ['skole'] })
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('mari') })
  await town.press('mari', 'baton.accept', { case: id, handOver: (await caseOf(town, id)).handOver?.id ?? '' })
  for (const words of ['WHAT HELPS', 'GO OUT WITH HER', 'kollega']) expect(await seen('mari')).not.toContain(words)
  expect(await seen('mari')).toContain('Kaia')
  expect(await seen('terje')).toMatch(/WHAT HELPS.*|GO OUT WITH HER/)
})

test('a leader who is asked finds their own question in no case of the unit', async () => {
  const town = await createTown()
  const { id } = await asked(town, 'terje')
  const seen = textOf(await town.press('terje', 'show.case', { case: id }))
  expect(seen).toContain(worried.seen)
  expect(seen).not.toMatch(/Svar fra kollegaer|Spurt /)
  expect(textOf(await town.press('ingrid', 'show.case', { case: id }))).toContain('Svar fra kollegaer')
})

test('an answer, a late one, a look too many and a form that is put away name no case to whoever has a part in it', async () => {
  const town = await createTown()
  const { id, data } = await asked(town, 'terje')
  const { question: _, ...apart } = data
  const seen = [
    await town.press('terje', 'form.cancel', {
      ...data,
      back: 'anonymous-question|question_none',
      form: 'concern.answer',
    }),
    await town.press('terje', 'concern.answer', { ...data, back: '' }, { text: 'Walk' }),
    await town.press('terje', 'concern.answer', { ...data, back: 'plan' }, { text: 'Walk more' }),
    await town.press('terje', 'show.sent', { ...apart, back: 'anonymous-question|question_none' }),
  ]
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'close' })
  seen.push(await town.press('terje', 'concern.answer', { ...data, once: 'late' }, { text: 'Too late' }))
  seen.push(await town.open('terje', 'concern.answer', data))
  for (const one of seen.map((answer) => cardOf(answer)).filter(({ name }) => name !== 'mine'))
    expect(textOf(one)).not.toMatch(/FJ-1001|Kaia/)
})

describe.each(['chat', 'dialog'] as const)(
  'what a channel carries of questions to one colleague, with content in a %s',
  (content) => {
    /** Two of the same case; `seen` is all that Mari's channel was given of them, each with what she did then. */
    async function twoAsked() {
      const town = await createTown({ content })
      const id = await worry(town)
      for (const text of ['WHAT HELPS?', 'AND IN BREAKS?'])
        await town.submit('ingrid', 'concern.ask', { case: id }, { person: town.id('mari'), text })
      await town.run()
      const sent = town.channel.sent().filter(({ to }) => to === 'mari')
      return { town, id, sent: sent.map(({ card }) => card) }
    }

    test('names no case, from the message to the answer, and leads there all the same', async () => {
      const { town, id, sent } = await twoAsked()
      expect(sent).toHaveLength(2)
      const seen: unknown[] = [...sent]
      const mine = await town.press('mari', 'show.mine')
      seen.push(mine)
      for (const card of sent) {
        const whole = card.buttons.find(({ action }) => action === 'show.sent')
        const shown = whole ? await town.press('mari', 'show.sent', whole.data) : { kind: 'card', card }
        seen.push(shown)
        const data = dataOf(cardOf(shown as typeof mine), 'concern.answer')
        expect(Object.keys(data).sort()).toEqual(['back', 'question'])
        const form = await town.open('mari', 'concern.answer', data)
        seen.push(form, await town.press('mari', 'form.cancel', dataOf(cardOf(form), 'form.cancel')))
        const typed = dataOf(cardOf(form), 'concern.answer')
        seen.push(await town.press('mari', 'concern.answer', typed, { text: '' }))
        seen.push(await town.press('mari', 'concern.answer', typed, { text: 'GO OUT WITH HER' }))
        seen.push(await town.press('mari', 'concern.answer', typed, { text: 'TWICE' }))
      }
      await town.submit(
        'ingrid',
        'concern.conclude',
        { case: id },
        { outcome: 'close', written: 'keep', keepReason: 'Why' },
      )
      await town.run()
      const answers = (await caseOf(town, id)).concern.questions.map(({ answer }) => answer)
      expect(answers.every((one) => one !== null)).toBe(true)
      const toMari = [
        ...seen,
        town.channel
          .sent()
          .filter(({ to }) => to === 'mari')
          .map(({ card }) => card),
      ]
      expect(textOf(toMari)).not.toContain(id)
    })

    test('is of use to nobody else', async () => {
      const { town, id, sent } = await twoAsked()
      const [question] = (await caseOf(town, id)).concern.questions
      const data = { question: question?.id ?? '', back: `anonymous-question|${question?.id}` }
      for (const name of ['ingrid', 'jonas', 'terje'] as const) {
        const answer = textOf(await town.press(name, 'concern.answer', data, { text: 'MINE' }))
        expect(answer, name).not.toMatch(/FJ-1001|Kaia|WHAT HELPS/)
        expect(textOf(await town.press(name, 'show.sent', data)), name).not.toContain('WHAT HELPS')
      }
      expect((await caseOf(town, id)).concern.questions.map(({ answer }) => answer)).toEqual([null, null])
      expect(sent).toHaveLength(2)
    })

    test('as an earlier version sent it still answers', async () => {
      const { town, id } = await twoAsked()
      const [question] = (await caseOf(town, id)).concern.questions
      const data = { case: id, question: question?.id ?? '', back: `anonymous-question|${question?.id}` }
      await town.press('mari', 'concern.answer', data, { text: 'GO OUT WITH HER' })
      expect((await caseOf(town, id)).concern.questions[0]?.answer).not.toBeNull()
    })
  },
)
/** Mari, who was asked, is added to the log that comes of it. */
async function askedAndAdded(town: Town, before?: (data: Record<string, string>) => Promise<void>) {
  const { id, data } = await asked(town, 'mari')
  await before?.(data)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
  await consent(town, id, { services: ['skole'] })
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
  return { id, data }
}

test('what somebody is in a case says nothing of that they were asked, wherever it stands', async () => {
  const town = await createTown()
  const { id } = await askedAndAdded(town)
  const queries = ['show.case', 'show.menu', 'show.plan', 'show.consents', 'show.mine'] as const
  const seen = await Promise.all(queries.map((query) => town.press('mari', query, { case: id })))
  const history = await town.press('mari', 'show.plan', { case: id, section: 'history' })
  const refused = await town.press('mari', 'case.close', { case: id })
  const [card] = seen
  expect(textOf(card)).toMatch(/"label":"Rolla di","value":"deltakar"/)
  // What the family was asked is no secret to whoever takes part.
  expect(textOf([...seen, history, refused])).not.toMatch(/spurt|(?<!Det familien )er spurd/)
})

test('a question that stands unfolded is folded without the reference, also once they take part', async () => {
  const town = await createTown()
  const refs: string[] = []
  const { id } = await askedAndAdded(town, async (data) => {
    const form = await unfold(town, 'mari', 'concern.answer', data, { kind: 'open' })
    expect(textOf(form.chat)).toContain('WHAT HELPS')
    refs.push(form.ref.message)
    refs.push((await unfold(town, 'mari', 'show.sent', data)).ref.message)
  })
  await town.until('2026-11-02T20:00:00.000Z')
  for (const message of refs) {
    const sent = town.channel.sent().filter(({ verb, ref }) => verb === 'update' && ref.message === message)
    expect(sent.map(({ card }) => card.name)).toContain('folded')
    expect(textOf(sent)).not.toContain((await caseOf(town, id)).ref)
  }
})

test('nobody but who was asked reads the question, be they in the case', async () => {
  const town = await createTown()
  const { id, data } = await asked(town, 'mari')
  for (const name of ['terje', 'jonas', 'ingrid'] as const) {
    const seen = [await town.press(name, 'show.sent', data), await town.open(name, 'concern.answer', data)]
    expect(textOf(seen)).not.toContain('WHAT HELPS')
  }
  // Two are asked the same day: each reads their own.
  await town.submit('ingrid', 'concern.ask', { case: id }, { person: town.id('jonas'), text: 'WHAT ELSE?' })
  const form = textOf(await town.open('jonas', 'concern.answer', data))
  expect(form).not.toContain('WHAT HELPS')
})
