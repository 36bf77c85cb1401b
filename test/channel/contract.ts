/**
 * What every channel promises the app, told without a word about any channel. A channel's test file gives a harness
 * that plays the people: it says, presses and reads what they would see.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Block, Button, Card } from '../../cards/card.ts'
import { type Account, type Answer, type Channel, ChannelError, type Handle, type Request } from '../../src/ports.ts'

export type Where = 'personal' | 'group' | 'channel'

/** What somebody sees at once after doing something. */
export type Shown = {
  kind: 'card' | 'dialog' | 'message' | 'nothing'
  texts: string[]
  buttons: string[]
  fields: string[]
}

/** One request the channel's service got. `conversation` tells places apart; threads have their own. */
export type Sent = { kind: 'new' | 'update'; conversation: string; message: string; shown: Shown; notification: string }

/** How the service fails: before or after the message was delivered, and what it says about it. */
export type Failure =
  | 'too-many'
  | 'blocked'
  | 'no-such-place'
  | 'server-error'
  | 'broken'
  | 'swallowed'
  | 'silent'
  | 'refused-connection'

export type Said = { text: string; where: Where; by?: 'kari' | 'tor'; delivery?: string; naming?: string }
export type Press = {
  card: Card
  button: string
  fields?: Record<string, string>
  in: 'personal' | 'channel' | 'dialog'
  delivery?: string
}

export type Running = {
  channel: Channel
  kari: Account
  tor: Account
  say(said: Said): Promise<void>
  press(press: Press): Promise<Shown>
  /** Picks a message of the channel for a stafettlogg. `html` is how the channel tells of it. */
  collect(message: { html: string }): Promise<Shown>
  arrive(where: Where): Promise<void>
  leave(where: Where): Promise<void>
  /** Something the bot has no use for: an edit, typing, somebody else joining. */
  noise(): Promise<void>
  /** What was sent so far, waiting until there are so many. */
  sent(count: number): Promise<Sent[]>
  /** How often the service was asked, failures included. */
  attempts(): number
  fail(failure: Failure): void
  reports(): string[]
  stop(): Promise<void>
}

export type Harness = { name: string; start(handle: Handle): Promise<Running> }

const button = (more: Partial<Button> = {}): Button => {
  return { kind: 'press', label: 'Godta', action: 'handover.accept', data: { case: 'case_1' }, ...more }
}

export const card = (blocks: Block[] = [], buttons: Button[] = [button()]): Card => {
  return { name: 'case-summary', lang: 'nb', title: 'Sak FJ-7', summary: 'Noe venter på deg i FJ-7', blocks, buttons }
}

const form = card([{ kind: 'lines', id: 'note', label: 'Notat', maxLength: 4000, required: true, value: 'halvferdig' }])

/** Words that mean something to one channel or another, and must stay what was typed. */
export const hostile = [
  '**ikke fet** _ikke skrå_ ~~ikke strøket~~ `kode`',
  '[trykk her](https://evil.example)',
  '{{DATE(2026-01-01T00:00:00Z)}} $name',
  '<!channel> <@U123> <at>Kari</at> @here',
  '<script>alert(1)</script> &amp; &lt;b&gt;',
  'שלום \u202e omvendt 👩‍👧‍👦',
  '1. desember\n- punkt\n# ikke overskrift',
]

export function channelContract(harness: Harness): void {
  describe(`${harness.name} keeps the channel's promises`, () => {
    let running: Running
    let requests: Request[]
    let answer: (request: Request) => Answer
    const last = (): Request => {
      const request = requests.at(-1)
      if (request === undefined) throw new Error('nothing was handled')
      return request
    }

    beforeEach(async () => {
      requests = []
      answer = () => ({ kind: 'none' })
      running = await harness.start(async (request) => {
        requests.push(request)
        return answer(request)
      })
    })
    afterEach(async () => {
      await running.stop()
    })

    const placeOf = async (where: Where) => {
      await running.say({ text: 'hei', where })
      return last().place
    }

    describe('what people say', () => {
      it('tells who said what, and that a personal chat is private', async () => {
        await running.say({ text: 'ny', where: 'personal' })
        expect(last()).toMatchObject({ kind: 'say', text: 'ny', account: running.kari, personal: true })
        expect(last().place.kind).toBe('personal')
      })

      it.each(['group', 'channel'] as const)('leaves out its own name in a %s, which is not private', async (where) => {
        await running.say({ text: 'sak FJ-7', where })
        expect(last()).toMatchObject({ kind: 'say', text: 'sak FJ-7', personal: false })
        expect(last().place.kind).toBe(where === 'group' ? 'group' : 'thread')
      })

      it('keeps the names of others as plain text', async () => {
        await running.say({ text: 'sak FJ-7 til', where: 'channel', naming: 'Tor Vik' })
        expect(last()).toMatchObject({ text: 'sak FJ-7 til Tor Vik' })
      })

      it('keeps what was typed to the letter', async () => {
        await running.say({ text: 'Ola & Kari: 3 < 4 – «æøå» 😀', where: 'personal' })
        expect(last()).toMatchObject({ text: 'Ola & Kari: 3 < 4 – «æøå» 😀' })
      })

      it('sends the answer to where it was said', async () => {
        answer = () => ({ kind: 'card', card: card([{ kind: 'text', text: 'Her er saken' }]) })
        await running.say({ text: 'sak FJ-7', where: 'channel' })
        const [sent] = await running.sent(1)
        expect(sent?.conversation).toBe(last().place.key)
        expect(sent?.shown).toMatchObject({ kind: 'card', buttons: ['Godta'] })
        expect(sent?.shown.texts).toContain('Her er saken')
      })

      it('sends a sentence as a sentence', async () => {
        answer = () => ({ kind: 'message', text: 'Fant ikke FJ-8.' })
        await running.say({ text: 'sak FJ-8', where: 'personal' })
        expect((await running.sent(1))[0]?.shown).toMatchObject({ kind: 'message', texts: ['Fant ikke FJ-8.'] })
      })

      it('tries an answer once more when there are too many messages, and reports it when it is lost', async () => {
        answer = () => ({ kind: 'message', text: 'Hei.' })
        running.fail('too-many')
        await running.say({ text: 'hei', where: 'personal' })
        expect((await running.sent(1))[0]?.shown.texts).toEqual(['Hei.'])
        running.fail('blocked')
        await running.say({ text: 'hei', where: 'personal' })
        await expect.poll(() => running.reports()).toContain('answer-not-sent forbidden')
      })

      it('gives one delivery for one thing, however often it comes', async () => {
        await running.say({ text: 'ny', where: 'personal', delivery: '100' })
        await running.say({ text: 'ny', where: 'personal', delivery: '100' })
        await running.say({ text: 'ny', where: 'personal', delivery: '101' })
        await running.say({ text: 'ny', where: 'group', delivery: '100' })
        const [first, again, other, elsewhere] = requests.map((request) => request.delivery)
        expect(again).toBe(first)
        expect(new Set([first, other, elsewhere]).size).toBe(3)
      })

      it('hears of coming and going, and of nothing else', async () => {
        await running.arrive('personal')
        await running.leave('personal')
        await running.arrive('channel')
        await running.noise()
        expect(requests.map(({ kind, place }) => `${kind} ${place.kind}`)).toEqual([
          'arrived personal',
          'left personal',
          'arrived channel',
        ])
        expect(requests[0]?.place).toEqual(requests[1]?.place)
      })

      it('gives a picked message as plain text, privately, and shows the form', async () => {
        answer = () => ({ kind: 'form', card: form })
        const html = '<div>Avtalt med <b>Tor</b> &amp; PPT:<br>m&#248;te</div><script>alert(1)</script>'
        const shown = await running.collect({ html })
        expect(last()).toMatchObject({ kind: 'collect', text: 'Avtalt med Tor & PPT:\nmøte', personal: true })
        expect(shown).toMatchObject({ kind: 'dialog', fields: ['note'] })
      })
    })

    describe('what people press', () => {
      it('gives the action, its data and the fields as they were typed', async () => {
        await running.press({ card: form, button: 'Godta', fields: { note: hostile.join('\n') }, in: 'personal' })
        expect(last()).toMatchObject({
          kind: 'press',
          action: 'handover.accept',
          data: { case: 'case_1' },
          fields: { note: hostile.join('\n') },
          account: running.kari,
        })
      })

      it.each(['personal', 'channel', 'dialog'] as const)(
        'keeps data and fields of any name apart in a %s',
        async (place) => {
          const data = { do: 'x', action: 'y', data: 'z', verb: 'v', type: 't', kind: 'k', note: 'data' }
          const shown = card([{ kind: 'line', id: 'note', label: 'Notat', maxLength: 10 }], [button({ data })])
          await running.press({ card: shown, button: 'Godta', fields: { note: 'felt' }, in: place })
          expect(last()).toMatchObject({ action: 'handover.accept', data, fields: { note: 'felt' } })
        },
      )

      it('shows the outcome in place of the pressed card', async () => {
        answer = () => ({
          kind: 'card',
          card: card([{ kind: 'notice', text: 'Godtatt av Kari Lunde', tone: 'good' }], []),
        })
        const shown = await running.press({ card: card(), button: 'Godta', in: 'personal' })
        expect(shown).toMatchObject({ kind: 'card', buttons: [] })
        expect(shown.texts).toContain('Godtatt av Kari Lunde')
      })

      it.each(['personal', 'channel', 'dialog'] as const)('tells the presser why not, in a %s', async (place) => {
        answer = () => ({ kind: 'message', text: 'Det er Tor Vik som avgjør dette.' })
        const shown = await running.press({ card: card(), button: 'Godta', in: place })
        expect(shown).toMatchObject({ kind: 'message', texts: ['Det er Tor Vik som avgjør dette.'] })
      })

      it('opens a form in place of the card in a personal chat, and in a dialog in a channel', async () => {
        answer = () => ({ kind: 'form', card: form })
        const opens = card([], [button({ kind: 'open', label: 'Skriv notat', action: 'note.form' })])
        const inChat = await running.press({ card: opens, button: 'Skriv notat', in: 'personal' })
        expect(last()).toMatchObject({ kind: 'open', action: 'note.form', personal: true })
        const inChannel = await running.press({ card: opens, button: 'Skriv notat', in: 'channel' })
        expect(last()).toMatchObject({ kind: 'open', action: 'note.form', data: { case: 'case_1' }, personal: true })
        expect([inChat.kind, inChannel.kind]).toEqual(['card', 'dialog'])
        expect([inChat.fields, inChannel.fields]).toEqual([['note'], ['note']])
      })

      it('shows a refused form again, with what was typed and what is wrong', async () => {
        const error = 'Skriv hva dere ble enige om.'
        const again = card([{ kind: 'lines', id: 'note', label: 'Notat', maxLength: 9, value: 'halvferdig', error }])
        answer = () => ({ kind: 'form', card: again })
        const shown = await running.press({ card: form, button: 'Godta', fields: { note: 'halvferdig' }, in: 'dialog' })
        expect(last()).toMatchObject({ kind: 'press', personal: true })
        expect(shown.kind).toBe('dialog')
        expect(shown.texts).toEqual(expect.arrayContaining([error, 'halvferdig']))
      })

      it('gives one delivery for one press, however often it comes', async () => {
        const press = { card: card(), button: 'Godta', in: 'channel' } as const
        await running.press({ ...press, delivery: 'p1' })
        await running.press({ ...press, delivery: 'p1' })
        await running.press({ ...press, delivery: 'p2' })
        const [first, again, other] = requests.map((request) => request.delivery)
        expect(again).toBe(first)
        expect(other).not.toBe(first)
      })

      it('asks the service for nothing before it answers', async () => {
        answer = () => ({ kind: 'card', card: card() })
        await running.press({ card: card(), button: 'Godta', in: 'channel' })
        expect(running.attempts()).toBe(0)
      })
    })

    describe('what the app sends', () => {
      const arriveInChannel = async () => {
        await running.arrive('channel')
        return last().place
      }

      it('begins a thread in a channel, and stays in it', async () => {
        const root = await running.channel.post(await arriveInChannel(), card())
        const reply = await running.channel.post(root.place, card())
        const [first, second] = await running.sent(2)
        expect(root.place.kind).toBe('thread')
        expect(reply.place).toEqual(root.place)
        expect(second?.conversation).toBe(first?.conversation)
        expect(reply.message).not.toBe(root.message)
      })

      it.each(['personal', 'group', 'channel'] as const)('updates a card in place in a %s', async (where) => {
        const ref = await running.channel.post(await placeOf(where), card())
        await running.channel.update(ref, card([{ kind: 'text', text: 'Avgjort' }], []))
        const [posted, updated] = await running.sent(2)
        expect(updated).toMatchObject({ kind: 'update', conversation: posted?.conversation, message: posted?.message })
        expect(updated?.shown.texts).toContain('Avgjort')
      })

      it('lets a notification say the summary and nothing of the content', async () => {
        await running.channel.post(await placeOf('personal'), card([{ kind: 'words', words: 'Ola slår' }]))
        expect((await running.sent(1))[0]?.notification).toBe('Noe venter på deg i FJ-7')
      })

      it.each(hostile)('shows typed words to the letter: %j', async (words) => {
        const place = await placeOf('personal')
        await running.channel.post(place, card([{ kind: 'words', words }]))
        const texts = (await running.sent(1))[0]?.shown.texts ?? []
        expect(texts.join('\n')).toContain(words)
      })

      it('writes to a person in their own chat', async () => {
        const near = await placeOf('personal')
        const ref = await running.channel.direct(running.kari, near, card())
        expect(ref.place).toEqual(near)
        expect((await running.sent(1))[0]?.conversation).toBe(near.key)
      })

      it('never writes to a person in the chat of another', async () => {
        const near = await placeOf('personal')
        const ref = await running.channel.direct(running.tor, near, card())
        expect(ref.place).toMatchObject({ kind: 'personal', tenant: running.tor.tenant })
        expect(ref.place.key).not.toBe(near.key)
        expect((await running.sent(1)).map(({ conversation }) => conversation)).toEqual([ref.place.key])
        const again = await running.channel.direct(running.tor, ref.place, card())
        expect(again.place).toEqual(ref.place)
      })

      it('finds a person from a channel they share', async () => {
        const ref = await running.channel.direct(running.kari, await placeOf('channel'), card())
        expect(ref.place.kind).toBe('personal')
        await running.channel.update(ref, card())
        expect((await running.sent(2)).map(({ kind }) => kind)).toEqual(['new', 'update'])
      })

      it('reaches nobody from a place of another tenant', async () => {
        const near = await placeOf('personal')
        const sent = running.channel.direct({ ...running.tor, tenant: 'another' }, near, card())
        await expect(sent).rejects.toMatchObject({ kind: 'forbidden' })
        expect(running.attempts()).toBe(0)
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
        const place = await placeOf('personal')
        const ref = { place, message: 'm1' }
        const before = running.attempts()
        running.fail(failure)
        const error = await running.channel.post(place, card()).catch((thrown: unknown) => thrown)
        expect(error).toBeInstanceOf(ChannelError)
        expect(error).toMatchObject({ kind, retryAfterMs })
        if (failure === 'refused-connection') return
        expect(running.attempts()).toBe(before + 1)
        running.fail(failure)
        await expect(running.channel.update(ref, card())).rejects.toMatchObject({ kind })
        expect(running.attempts()).toBe(before + 2)
      })
    })

    describe('when something is wrong', () => {
      it('answers a fault of the app without a word of it, and goes on', async () => {
        answer = () => {
          throw new RangeError('Ola Nordmann')
        }
        await running.say({ text: 'ny', where: 'personal' })
        expect(running.reports()).toContain('request-failed RangeError')
        expect(running.reports().join(' ')).not.toContain('Ola')
        answer = () => ({ kind: 'none' })
        await running.say({ text: 'ny', where: 'personal' })
        expect(requests).toHaveLength(2)
      })

      it('handles nothing after it was stopped', async () => {
        await running.channel.stop()
        await running.say({ text: 'ny', where: 'personal' })
        expect(requests).toEqual([])
      })
    })
  })
}
