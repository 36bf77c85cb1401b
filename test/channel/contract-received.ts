/** The channel contract, first half: what people say and press reaches the app, and what they see at once. */
import { describe, expect, it } from 'vitest'
import { unveiled } from '../../cards/parts/chat.ts'
import type { MessageRef, Request } from '../../src/ports.ts'
import { askedUnless, type Harness, type Stage } from './contract.ts'
import { button, card, cardAnswer, fileAnswer, form, formAnswer, hostile, pickedText } from './contract-cards.ts'

/** Tells what a channel gives the app, on a stage set before each test. */
export function received(stage: Stage, { manner, lacks }: Harness): void {
  describe('what people say', () => {
    it('tells who said what, and that a personal chat is private', async () => {
      await stage.running.say({ text: 'ny', where: 'personal' })
      expect(stage.last()).toMatchObject({
        kind: 'write',
        text: 'ny',
        account: stage.running.kari,
        from: 'place',
        personal: true,
      })
      expect(stage.last().place.kind).toBe('personal')
    })

    it.each(['group', 'channel'] as const)('leaves out its own name in a %s, which is not private', async (where) => {
      await stage.running.say({ text: 'sak FJ-7', where })
      expect(stage.last()).toMatchObject({ kind: 'write', text: 'sak FJ-7', from: 'place', personal: false })
      expect(stage.last().place.kind).toBe(where === 'group' ? 'group' : manner.messageInChannel)
    })

    it('keeps the names of others as plain text', async () => {
      await stage.running.say({ text: 'sak FJ-7 til', where: 'channel', naming: 'Tor Vik' })
      expect(stage.last()).toMatchObject({ text: 'sak FJ-7 til Tor Vik' })
    })

    it('keeps what was typed to the letter', async () => {
      await stage.running.say({ text: 'Ola & Kari: 3 < 4 – «æøå» 😀', where: 'personal' })
      expect(stage.last()).toMatchObject({ text: 'Ola & Kari: 3 < 4 – «æøå» 😀' })
    })

    it(`sends the answer to where it was said, for ${manner.answerInChannel} to see`, async () => {
      stage.answer = () => cardAnswer(card([{ kind: 'text', text: 'Her er saken' }]))
      await stage.running.say({ text: 'sak FJ-7', where: 'channel' })
      const [sent] = await stage.running.sent(1)
      expect(sent?.conversation).toBe(stage.last().place.key)
      expect(sent?.onlyFor).toBe(manner.answerInChannel === 'asker' ? stage.running.kari.user : null)
      expect(sent?.shown).toMatchObject({ kind: 'card', buttons: ['Godta'] })
      expect(sent?.shown.texts).toContain('Her er saken')
    })

    it('tells in which message of the own chat an answer stands that wants to know, once it does', async () => {
      const stood: MessageRef[] = []
      const stands = async (message: MessageRef) => void stood.push(message)
      stage.answer = () => ({ ...cardAnswer(card([{ kind: 'text', text: 'Her er saken' }])), stands })
      await stage.running.say({ text: 'sak FJ-7', where: 'personal' })
      const [sent] = await stage.running.sent(1)
      await expect.poll(() => stood.length).toBe(1)
      const [found] = stood
      expect(found).toMatchObject({ place: { kind: 'personal', key: stage.last().place.key }, message: sent?.message })
      if (!found) throw new Error('nothing was told')
      await stage.running.channel.update(found, unveiled(card([{ kind: 'text', text: 'Nå står det dette' }])))
      expect((await stage.running.sent(2))[1]).toMatchObject({ kind: 'update', message: sent?.message })
    })

    it('shows the card of an answer that carries a file, where the file itself can not be', async () => {
      stage.answer = () => fileAnswer
      await stage.running.say({ text: 'fil', where: 'personal' })
      expect((await stage.running.sent(1))[0]?.shown.texts).toContain('Filen ligger på siden din.')
      expect(stage.running.reports()).toEqual([])
    })

    it('sends a sentence as a sentence', async () => {
      stage.answer = () => ({ kind: 'message', text: 'Fant ikke FJ-8.' })
      await stage.running.say({ text: 'sak FJ-8', where: 'personal' })
      expect((await stage.running.sent(1))[0]?.shown).toMatchObject({ kind: 'message', texts: ['Fant ikke FJ-8.'] })
    })

    askedUnless(lacks, 'too-many')(
      'tries an answer once more when there are too many messages, and reports it when it is lost',
      async () => {
        stage.answer = () => ({ kind: 'message', text: 'Hei.' })
        stage.running.fail('too-many')
        await stage.running.say({ text: 'hei', where: 'personal' })
        expect((await stage.running.sent(1))[0]?.shown.texts).toEqual(['Hei.'])
        stage.running.fail('blocked')
        await stage.running.say({ text: 'hei', where: 'personal' })
        await expect.poll(() => stage.running.reports().join('\n')).toMatch(/^answer-not-sent forbidden(:|$)/m)
      },
    )

    askedUnless(lacks, 'repeats')('gives one delivery for one thing, however often it comes', async () => {
      await stage.running.say({ text: 'ny', where: 'personal', delivery: '100' })
      await stage.running.say({ text: 'ny', where: 'personal', delivery: '100' })
      await stage.running.say({ text: 'ny', where: 'personal', delivery: '101' })
      await stage.running.say({ text: 'ny', where: 'group', delivery: '100' })
      const [first, again, other, elsewhere] = stage.requests.map((request) => request.delivery)
      expect(again).toBe(first)
      expect(new Set([first, other, elsewhere]).size).toBe(3)
    })

    it('hears of coming and going, and of nothing else', async () => {
      for (const where of manner.arrivals) await stage.running.arrive(where)
      for (const where of manner.departures) await stage.running.leave(where)
      await stage.running.noise()
      const { arrivals, departures } = manner
      expect(stage.requests.map(({ kind }) => kind)).toEqual([
        ...arrivals.map(() => 'arrived'),
        ...departures.map(() => 'left'),
      ])
      expect(stage.requests.map(whence)).toEqual([...arrivals, ...departures])
      for (const left of stage.requests.slice(arrivals.length)) {
        const arrived = stage.requests[arrivals.map(String).indexOf(whence(left))]
        if (arrived) expect(left.place).toEqual(arrived.place)
      }
    })

    it('has a name that people know it by, and tells what a stranger gives to their administrator', async () => {
      const { channel, kari } = stage.running
      expect(channel.title).toMatch(/^\p{Lu}\p{L}+$/u)
      const ids = channel.idsOf(kari)
      expect(ids[0]).toEqual({ what: 'account', value: kari.user })
      expect(new Set(ids.map(({ what }) => what)).size).toBe(ids.length)
      for (const { what, value } of ids) expect(value).toBe(what === 'account' ? kari.user : kari.tenant)
    })

    askedUnless(lacks, 'own messages')('does not listen to itself', async () => {
      await stage.running.echo()
      expect(stage.requests).toEqual([])
    })

    askedUnless(lacks, 'signatures')('hears nobody but the service', async () => {
      await stage.running.forge()
      expect(stage.requests).toEqual([])
      expect(stage.running.reports().join()).toMatch(/^request-refused /)
    })

    askedUnless(lacks, 'picked messages')(
      'gives a picked message as plain text, privately, and shows the form',
      async () => {
        stage.answer = () => formAnswer(form)
        const shown = await stage.running.collect()
        expect(stage.last()).toMatchObject({ kind: 'collect', text: pickedText, from: 'place', personal: true })
        expect(shown).toMatchObject({ kind: 'dialog', fields: ['note'] })
      },
    )
  })

  describe('what people press', () => {
    it('gives the action, its data and the fields as they were typed', async () => {
      await stage.running.press({ card: form, button: 'Godta', fields: { note: hostile.join('\n') }, in: 'personal' })
      expect(stage.last()).toMatchObject({
        kind: 'press',
        action: 'handover.accept',
        data: { case: 'case_1' },
        fields: { note: hostile.join('\n') },
        account: stage.running.kari,
      })
    })

    it.each(['personal', 'channel', 'dialog'] as const)(
      'keeps data and fields of any name apart in a %s',
      async (place) => {
        const data = { do: 'x', action: 'y', data: 'z', verb: 'v', type: 't', kind: 'k', note: 'data' }
        const shown = card([{ kind: 'short', id: 'note', label: 'Notat', maxLength: 10 }], [button({ data })])
        await stage.running.press({ card: shown, button: 'Godta', fields: { note: 'felt' }, in: place })
        expect(stage.last()).toMatchObject({ action: 'handover.accept', data, fields: { note: 'felt' } })
      },
    )

    it.each(['personal', 'channel', 'dialog'] as const)(
      'shows the card of an answer that carries a file, pressed for in a %s',
      async (place) => {
        stage.answer = () => fileAnswer
        const pressed = place === 'dialog' ? form : card()
        const shown = await stage.running.press({ card: pressed, button: 'Godta', fields: {}, in: place })
        expect(shown.texts).toContain('Filen ligger på siden din.')
        expect(stage.running.reports()).toEqual([])
      },
    )

    it('shows the outcome in place of the pressed card', async () => {
      stage.answer = () => cardAnswer(card([{ kind: 'notice', text: 'Godtatt av Kari Lunde', tone: 'good' }], []))
      const shown = await stage.running.press({ card: card(), button: 'Godta', in: 'personal' })
      expect(shown).toMatchObject({ kind: 'card', buttons: [] })
      expect(shown.texts).toContain('Godtatt av Kari Lunde')
    })

    it.each(['personal', 'channel', 'dialog'] as const)('tells the presser why not, in a %s', async (place) => {
      stage.answer = () => ({ kind: 'message', text: 'Det er Tor Vik som avgjør dette.' })
      const shown = await stage.running.press({ card: card(), button: 'Godta', in: place })
      expect(shown).toMatchObject({ kind: 'message', texts: ['Det er Tor Vik som avgjør dette.'] })
    })

    it(`opens a form as a ${manner.formInChat} in a personal chat, and in a dialog in a channel`, async () => {
      stage.answer = () => formAnswer(form)
      const opens = card([], [button({ kind: 'open', label: 'Skriv notat', action: 'note.form' })])
      const inChat = await stage.running.press({ card: opens, button: 'Skriv notat', in: 'personal' })
      expect(stage.last()).toMatchObject({ kind: 'open', action: 'note.form', from: 'place', personal: true })
      const inChannel = await stage.running.press({ card: opens, button: 'Skriv notat', in: 'channel' })
      expect(stage.last()).toMatchObject({
        kind: 'open',
        action: 'note.form',
        data: { case: 'case_1' },
        from: 'place',
        personal: true,
      })
      expect([inChat.kind, inChannel.kind]).toEqual([manner.formInChat, 'dialog'])
      expect([inChat.fields, inChannel.fields]).toEqual([['note'], ['note']])
    })

    it('shows a refused form again, with what was typed and what is wrong', async () => {
      const error = 'Skriv hva dere ble enige om.'
      const again = card([{ kind: 'long', id: 'note', label: 'Notat', maxLength: 9, value: 'halvferdig', error }])
      stage.answer = () => formAnswer(again)
      const shown = await stage.running.press({
        card: form,
        button: 'Godta',
        fields: { note: 'halvferdig' },
        in: 'dialog',
      })
      expect(stage.last()).toMatchObject({ kind: 'press', from: 'place', personal: true })
      expect(shown.kind).toBe('dialog')
      expect(shown.texts).toEqual(expect.arrayContaining([error, 'halvferdig']))
    })

    askedUnless(lacks, 'repeats')('gives one delivery for one press, however often it comes', async () => {
      const press = { card: card(), button: 'Godta', in: 'channel' } as const
      await stage.running.press({ ...press, delivery: 'p1' })
      await stage.running.press({ ...press, delivery: 'p1' })
      await stage.running.press({ ...press, delivery: 'p2' })
      const [first, again, other] = stage.requests.map((request) => request.delivery)
      expect(again).toBe(first)
      expect(other).not.toBe(first)
    })

    it('asks the service for nothing before it answers', async () => {
      stage.answer = () => cardAnswer(card())
      for (const place of ['personal', 'channel', 'dialog'] as const) {
        const before = stage.running.attempts()
        await stage.running.press({ card: card(), button: 'Godta', in: place })
        expect(stage.running.attemptsBeforeAnswer()).toBe(before)
      }
    })
  })
}

function whence(request: Request): string {
  return request.kind === 'left' && request.everywhere ? 'everywhere' : (request.place?.kind ?? 'window')
}
