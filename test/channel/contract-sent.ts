/** The channel contract, second half: what the app sends, and what happens when something goes wrong. */
import { describe, expect, it } from 'vitest'
import { ChannelError } from '../../src/ports.ts'
import type { Stage } from './contract.ts'
import { card, hostile } from './contract-cards.ts'

/** Tells what a channel does with what the app sends, on a stage set before each test. */
export function sent(stage: Stage): void {
  describe('what the app sends', () => {
    const arriveInChannel = async () => {
      await stage.running.arrive('channel')
      return stage.last().place
    }

    it('begins a thread in a channel, and stays in it', async () => {
      const root = await stage.running.channel.post(await arriveInChannel(), card())
      const reply = await stage.running.channel.post(root.place, card())
      const [first, second] = await stage.running.sent(2)
      expect(root.place.kind).toBe('thread')
      expect(reply.place).toEqual(root.place)
      expect(second?.conversation).toBe(first?.conversation)
      expect(reply.message).not.toBe(root.message)
    })

    it('begins another thread in the same channel where it was told of a thread', async () => {
      const root = await stage.running.channel.post(await arriveInChannel(), card())
      const beside = await stage.running.channel.post({ ...root.place, kind: 'channel' }, card())
      expect(beside.place.kind).toBe('thread')
      expect(beside.place.key).not.toBe(root.place.key)
    })

    it.each(['personal', 'group', 'channel'] as const)('updates a card in place in a %s', async (where) => {
      const ref = await stage.running.channel.post(await stage.placeOf(where), card())
      await stage.running.channel.update(ref, card([{ kind: 'text', text: 'Avgjort' }], []))
      const [posted, updated] = await stage.running.sent(2)
      expect(updated).toMatchObject({ kind: 'update', conversation: posted?.conversation, message: posted?.message })
      expect(updated?.shown.texts).toContain('Avgjort')
    })

    it('lets a notification say the summary and nothing of the content', async () => {
      await stage.running.channel.post(await stage.placeOf('personal'), card([{ kind: 'words', words: 'Ola slår' }]))
      expect((await stage.running.sent(1))[0]?.notification).toBe('Noe venter på deg i FJ-7')
    })

    it.each(hostile)('shows typed words to the letter: %j', async (words) => {
      const place = await stage.placeOf('personal')
      await stage.running.channel.post(place, card([{ kind: 'words', words }]))
      const texts = (await stage.running.sent(1))[0]?.shown.texts ?? []
      expect(texts.join('\n')).toContain(words)
    })

    it('writes to a person in their own chat', async () => {
      const near = await stage.placeOf('personal')
      const ref = await stage.running.channel.direct(stage.running.kari, near, card())
      expect(ref.place).toEqual(near)
      expect((await stage.running.sent(1))[0]?.conversation).toBe(near.key)
    })

    it('never writes to a person in the chat of another', async () => {
      const near = await stage.placeOf('personal')
      const ref = await stage.running.channel.direct(stage.running.tor, near, card())
      expect(ref.place).toMatchObject({ kind: 'personal', tenant: stage.running.tor.tenant })
      expect(ref.place.key).not.toBe(near.key)
      expect((await stage.running.sent(1)).map(({ conversation }) => conversation)).toEqual([ref.place.key])
      const again = await stage.running.channel.direct(stage.running.tor, ref.place, card())
      expect(again.place).toEqual(ref.place)
    })

    it('finds a person from a channel they share', async () => {
      const ref = await stage.running.channel.direct(stage.running.kari, await stage.placeOf('channel'), card())
      expect(ref.place.kind).toBe('personal')
      await stage.running.channel.update(ref, card())
      expect((await stage.running.sent(2)).map(({ kind }) => kind)).toEqual(['new', 'update'])
    })

    it('reaches nobody from a place of another tenant', async () => {
      const near = await stage.placeOf('personal')
      const sent = stage.running.channel.direct({ ...stage.running.tor, tenant: 'another' }, near, card())
      await expect(sent).rejects.toMatchObject({ kind: 'forbidden' })
      expect(stage.running.attempts()).toBe(0)
    })

    it.each([
      ['too-many', 'rate-limited', 0],
      ['blocked', 'forbidden', null],
      ['no-such-place', 'gone', null],
      ['server-error', 'ambiguous', null],
      ['broken', 'ambiguous', null],
      ['swallowed', 'ambiguous', null],
      ['silent', 'ambiguous', null],
      ['refused-connection', 'unreachable', null],
    ] as const)('says of a send that failed as %s: %s, and tries only once', async (failure, kind, retryAfterMs) => {
      const place = await stage.placeOf('personal')
      const ref = { place, message: 'm1' }
      const before = stage.running.attempts()
      stage.running.fail(failure)
      const error = await stage.running.channel.post(place, card()).catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(ChannelError)
      expect(error).toMatchObject({ kind, retryAfterMs })
      if (failure === 'refused-connection') return
      expect(stage.running.attempts()).toBe(before + 1)
      stage.running.fail(failure)
      await expect(stage.running.channel.update(ref, card())).rejects.toMatchObject({ kind })
      expect(stage.running.attempts()).toBe(before + 2)
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
