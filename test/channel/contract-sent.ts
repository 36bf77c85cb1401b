/** The channel contract, second half: what the app sends, and what happens when something goes wrong. */

import { describe, expect, it } from 'vitest'
import { unveiled } from '../../cards/parts/chat.ts'
import { type Account, type Channel, ChannelError, type Place, type Sending } from '../../src/ports.ts'
import { temporaryStore } from '../support/temporary-store.ts'
import { askedUnless, type Failure, type Harness, type Stage } from './contract.ts'
import { card, hostile } from './contract-cards.ts'

/** Tells what a channel does with what the app sends, on a stage set before each test. */
export function sent(stage: Stage, { manner, lacks }: Harness): void {
  const post = (place: Place, drawn = card()) => stage.running.channel.post(place, unveiled(drawn), stage.sending())

  describe('what the app sends', () => {
    const direct = (account: Account, near: Place | null) =>
      stage.running.channel.direct(account, near, unveiled(card()), stage.sending())
    const arriveInChannel = async () => {
      await stage.running.arrive('channel')
      return stage.last().place
    }

    it('begins a thread in a channel, and stays in it', async () => {
      const root = await post(await arriveInChannel())
      const reply = await post(root.place)
      const [first, second] = await stage.running.sent(2)
      expect(root.place.kind).toBe('thread')
      expect(reply.place).toEqual(root.place)
      expect(second?.conversation).toBe(first?.conversation)
      expect(reply.message).not.toBe(root.message)
    })

    it('begins another thread in the same channel where it was told of a thread', async () => {
      const root = await post(await arriveInChannel())
      const beside = await post({ ...root.place, kind: 'channel' })
      expect(beside.place.kind).toBe('thread')
      expect(beside.place.key).not.toBe(root.place.key)
      const { channelOf } = stage.running.channel
      expect(channelOf(beside.place)).toBe(channelOf(root.place))
      expect(channelOf(root.place)).not.toBe(channelOf(await stage.placeOf('personal')))
      expect(channelOf(JSON.parse(JSON.stringify(root.place)))).toBe(channelOf({ ...root.place, kind: 'channel' }))
    })

    it.each(['personal', 'group', 'channel'] as const)('updates a card in place in a %s', async (where) => {
      const ref = await post(await stage.placeOf(where))
      await stage.running.channel.update(ref, unveiled(card([{ kind: 'text', text: 'Avgjort' }], [])))
      const [posted, updated] = await stage.running.sent(2)
      expect(updated).toMatchObject({ kind: 'update', conversation: posted?.conversation, message: posted?.message })
      expect(updated?.shown.texts).toContain('Avgjort')
    })

    it('lets a notification say the summary and nothing of the content', async () => {
      await post(await stage.placeOf('personal'), card([{ kind: 'words', words: 'Ola slår' }]))
      expect((await stage.running.sent(1))[0]?.notification).toBe('Noe venter på deg i FJ-7')
    })

    it.each(hostile)('shows typed words to the letter: %j', async (words) => {
      const place = await stage.placeOf('personal')
      await post(place, card([{ kind: 'words', words }]))
      const texts = (await stage.running.sent(1))[0]?.shown.texts ?? []
      expect(texts.join('\n')).toContain(words)
    })

    it('writes to a person in their own chat', async () => {
      const near = await stage.placeOf('personal')
      const ref = await direct(stage.running.kari, near)
      expect(ref.place).toEqual(near)
      expect((await stage.running.sent(1))[0]?.conversation).toBe(near.key)
    })

    it('never writes to a person in the chat of another', async () => {
      const near = await stage.placeOf('personal')
      const ref = await direct(stage.running.tor, near)
      expect(ref.place).toMatchObject({ kind: 'personal', tenant: stage.running.tor.tenant })
      expect(ref.place.key).not.toBe(near.key)
      expect((await stage.running.sent(1)).map(({ conversation }) => conversation)).toEqual([ref.place.key])
      const again = await direct(stage.running.tor, ref.place)
      expect(again.place).toEqual(ref.place)
    })

    it('finds a person from a channel they share', async () => {
      const ref = await direct(stage.running.kari, await stage.placeOf('channel'))
      expect(ref.place.kind).toBe('personal')
      await stage.running.channel.update(ref, unveiled(card()))
      expect((await stage.running.sent(2)).map(({ kind }) => kind)).toEqual(['new', 'update'])
    })

    it('reaches nobody from a place of another tenant', async () => {
      const near = await stage.placeOf('personal')
      const sent = direct({ ...stage.running.tor, tenant: 'another' }, near)
      await expect(sent).rejects.toMatchObject({ kind: 'forbidden' })
      expect(stage.running.attempts()).toBe(0)
    })

    it(`${manner.startsChats ? 'begins a chat' : 'reaches nobody'} where no place of the tenant is known`, async () => {
      const sent = direct(stage.running.tor, null)
      if (!manner.startsChats) return expect(sent).rejects.toMatchObject({ kind: 'forbidden' })
      expect((await sent).place).toMatchObject({ kind: 'personal', tenant: stage.running.tor.tenant })
      expect((await stage.running.sent(1)).map(({ conversation }) => conversation)).toEqual([(await sent).place.key])
    })

    it.each(['personal', 'group', 'channel'] as const)('reaches a place in a %s that was kept', async (where) => {
      const { store } = await temporaryStore()
      const kept = (place: Place) =>
        store.transaction(async (tx) => {
          await tx.places.remember(place, place.kind === 'personal' ? stage.running.kari : null)
          return (await tx.places.byKey(place.key)) ?? place
        })
      const place = await stage.placeOf(where)
      const ref = await post(await kept(place))
      const thread = await kept(ref.place)
      expect(thread).toEqual(ref.place)
      await post(thread)
      await stage.running.channel.update(JSON.parse(JSON.stringify({ ...ref, place: thread })), unveiled(card()))
      const [first, second, third] = await stage.running.sent(3)
      expect([second?.conversation, third?.conversation]).toEqual([first?.conversation, first?.conversation])
      expect(third).toMatchObject({ kind: 'update', message: first?.message })
    })

    for (const [failure, kind, retryAfterMs] of failures) {
      askedUnless(lacks, failure)(`says of a send that failed as ${failure}: ${kind}`, async () => {
        const place = await stage.placeOf('personal')
        const ref = { place, message: 'm1' }
        const before = stage.running.attempts()
        stage.running.fail(failure)
        const error = await post(place).catch((thrown: unknown) => thrown)
        expect(error).toBeInstanceOf(ChannelError)
        expect(error).toMatchObject({ kind, retryAfterMs })
        if (failure === 'refused-connection') return
        expect(stage.running.attempts(), 'tries').toBe(before + 1)
        stage.running.fail(failure)
        await expect(stage.running.channel.update(ref, unveiled(card()))).rejects.toMatchObject({ kind })
        expect(stage.running.attempts(), 'tries').toBe(before + 2)
      })
    }
  })

  describe('what it can tell afterwards', () => {
    const lost = async (to: Place, failure: Failure, sending: Sending) => {
      stage.running.fail(failure)
      const sent = stage.running.channel.post(to, unveiled(card()), sending)
      await expect(sent).rejects.toMatchObject({ kind: 'ambiguous' })
    }
    const found = (to: Parameters<NonNullable<Channel['find']>>[0], sending: Sending) =>
      stage.running.channel.find?.(to, sending)

    it(`is ${manner.finds ? 'whether' : 'not whether'} a message has arrived`, () => {
      expect(stage.running.channel.find !== undefined).toBe(manner.finds)
    })
    if (!manner.finds) return

    it.each(['personal', 'group', 'channel'] as const)('is where a message stands in a %s', async (where) => {
      const [place, sending] = [await stage.placeOf(where), stage.sending()]
      await post(place)
      await lost(place, 'swallowed', sending)
      const ref = await found({ place }, sending)
      if (!ref) throw new Error('the message was not found')
      await stage.running.channel.update(ref, unveiled(card()))
      const [, second, third] = await stage.running.sent(3)
      expect(third).toMatchObject({ kind: 'update', conversation: second?.conversation, message: second?.message })
      expect(ref.place.kind).toBe(where === 'channel' ? 'thread' : where)
      expect(await found({ place }, stage.sending())).toBeNull()
    })

    it('is that a message surely does not stand there', async () => {
      const [place, sending] = [await stage.placeOf('personal'), stage.sending()]
      await lost(place, 'server-error', sending)
      expect(await found({ place }, sending)).toBeNull()
    })

    it('is what stands in the chat with a person', async () => {
      const [near, sending] = [await stage.placeOf('personal'), stage.sending()]
      const to = { account: stage.running.kari, near }
      await lost(near, 'swallowed', sending)
      expect(await found(to, sending)).toMatchObject({ place: near })
      expect(await found(to, stage.sending())).toBeNull()
    })

    it('is nothing when it can not ask', async () => {
      const [place, sending] = [await stage.placeOf('personal'), stage.sending()]
      await lost(place, 'server-error', sending)
      stage.running.fail('server-error')
      await expect(found({ place }, sending)).rejects.toBeInstanceOf(ChannelError)
    })
  })

  describe('when something is wrong', () => {
    it('answers a fault of the app without a word of it, and goes on', async () => {
      stage.answer = () => {
        throw new RangeError('Ola Nordmann')
      }
      await stage.running.say({ text: 'ny', where: 'personal' })
      expect(stage.running.reports()).toContain('request-failed RangeError')
      expect(stage.running.reports().join(' ')).not.toContain('Ola')
      stage.answer = () => ({ kind: 'none' })
      await stage.running.say({ text: 'ny', where: 'personal' })
      expect(stage.requests).toHaveLength(2)
    })

    it('handles nothing after it was stopped', async () => {
      await stage.running.channel.stop()
      await stage.running.say({ text: 'ny', where: 'personal' })
      expect(stage.requests).toEqual([])
    })
  })
}

/** How each failure is told of, and how long the service says to wait. */
const failures = [
  ['too-many', 'rate-limited', 0],
  ['blocked', 'forbidden', null],
  ['no-such-place', 'gone', null],
  ['server-error', 'ambiguous', null],
  ['broken', 'ambiguous', null],
  ['swallowed', 'ambiguous', null],
  ['silent', 'ambiguous', null],
  ['refused-connection', 'unreachable', null],
] as const
