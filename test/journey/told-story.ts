/**
 * The main story, from a worry to a leader's decision and on to the end of the case, as the people of Fjordvik live it:
 * each sees their own chat, the channel shows nothing about the child, and nothing is forgotten.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Entry } from '../../src/core/case.ts'
import type { OpenStore } from '../../src/store/open.ts'
import type { Chat, Sight } from '../support/chat.ts'
import { caseBelow } from '../support/menu.ts'
import { answered, asking, openCase, record, unfolded, wantsEach } from '../support/walk.ts'

/** Where the story can be told: everybody at their seat, whatever channel that is in. */
export type Stage = {
  ingrid: Chat
  terje: Chat
  mari: Chat
  nora: Chat
  jonas: Chat
  sara: Chat
  /** The channel in which it begins, as Ingrid sees it. */
  channel: {
    say(text: string): Promise<void>
    /** The newest card in it, in whichever thread, that says all this. */
    sees(...words: string[]): Promise<Sight>
    /** What everybody sees there, oldest first. */
    all(): Sight[]
    /** How many threads there are of this case. */
    threads(ref: string): number
    /** What somebody sees who opens the case from its thread. */
    openedBy(who: 'ingrid' | 'mari', ref: string): Promise<string>
  }
  store(): OpenStore
  advance(duration: string): Promise<unknown>
  /** Waits until all that was to be sent has been, and is seen. */
  settle(): Promise<void>
  end(): Promise<void>
}

let f: Stage
/** What Ingrid has before her in her own chat. */
let card: Sight

/** Tells the story; every test of it goes on from the one before. */
export function tellStory(start: () => Promise<Stage>): void {
  beforeAll(async () => {
    f = await start()
  })
  afterAll(() => f.end())
  for (const part of [worry, stafettlogg, reminders, higherLevel, baton, end]) part()
}

function worry(): void {
  describe('a worry', () => {
    test('is begun in a channel and written down in the own chat', async () => {
      await f.channel.say('ny')
      const start = await f.channel.sees('Ny undring', 'Fortsett i vår chat')
      const told = await start.press('Fortsett i vår chat')
      expect(told.text).toBe('Jeg har skrevet til deg i vår egen chat.')
      const form = await (await f.ingrid.sees('Bare du og de som leder enheten, ser dette.')).whole()
      card = await form.press('Skriv ned', {
        about: 'Gutt på 3. trinn',
        targetGroup: 'child',
        seen: 'Er mye alene i friminuttene.',
      })
      expect(card.text).toContain('Undringen er lagret. Terje Aas får beskjed.')
      expect(card.text).toContain('Er mye alene i friminuttene.')
    })

    test('is talked about with the family', async () => {
      card = await (await card.press('Samtalen er holdt')).press('Lagre', { day: '2026-11-02', way: 'meeting' })
      expect(card.text).toContain('Samtalen er notert.')
      expect(card.buttons).not.toContain('Samtalen er holdt')
    })

    test('is put to a colleague without a name, who answers', async () => {
      const form = await card.press('Spør en kollega anonymt')
      expect(form.text).not.toContain('Ingrid Lunde')
      card = await form.press('Send', { person: 'Mari Holm', text: 'Hva hjelper når noen er mye alene?' })
      expect(card.text).toContain('Spørsmålet er sendt, uten navnet ditt.')
      const question = await (await f.mari.sees('Spørsmål til deg')).whole()
      expect(question.text).toContain('Hva hjelper når noen er mye alene?')
      expect(JSON.stringify(question.card)).not.toMatch(/Ingrid|FJ-\d|Gutt/)
      const thanks = await (await question.press('Svar')).press('Send', { text: 'En voksen som begynner en lek.' })
      expect(thanks.text).toContain('Takk! Svaret ditt er sendt.')
      expect(thanks.buttons).toEqual([])
      const told = await f.ingrid.sees('En kollega har svart på spørsmålet ditt.')
      card = await caseBelow(f.ingrid, told, f.settle)
      expect(card.text).toContain('En voksen som begynner en lek.')
      expect(card.text).not.toContain('Mari')
    })
  })
}

function stafettlogg(): void {
  describe('the stafettlogg', () => {
    test('waits for the family: consent is asked, and one guardian is not enough', async () => {
      card = await (await card.press('Velg vei videre')).press('Velg', { outcome: 'Nivå 1' })
      expect(card.text).toContain('Samtykke mangler for skole.')
      card = await (await card.press('Be om samtykke')).press('Be om samtykke', asking('skole'))
      expect(card.text).toContain('Notert at familien blir spurt. Registrer svaret når det kommer.')
      const form = await card.press('Registrer samtykke')
      expect(Object.keys(form.fields)).toHaveLength(5)
      const said = { ...answered('skole'), signedBy: ['Foresatt 1'], purpose: 'Få venner', childAsked: '' }
      const forgotten = await (await unfolded(form, said)).press('Lagre', said)
      expect(forgotten.text).toContain('Spør hva barnet mener, og kryss av.')
      expect(forgotten.fields).toMatchObject({ signedBy: 'guardian-1', purpose: 'Få venner' })
      card = await forgotten.press('Lagre', { childAsked: 'true', childView: 'Vil ha en venn' })
      expect(card.text).toContain('Svaret er registrert. Vi venter på foresatt 2.')
      await f.settle()
      expect(f.channel.threads('FJ-1001')).toBe(0)
    })

    test('opens with the other, with a thread where it was begun and a word to the leader', async () => {
      const form = await card.press('Registrer samtykke')
      card = await record(form, { ...answered('skole'), signedBy: ['Foresatt 2'] })
      expect(card.text).toContain('Samtykket er registrert.')
      expect(card.text).toContain('Nivå 1: Innsats i egen tjeneste.')
      const root = await f.channel.sees('Sak FJ-1001', 'Stafettholder\nIngrid Lunde')
      expect(root.text).toContain('Ballen ligger hos\nIngrid Lunde')
      expect(f.channel.threads('FJ-1001')).toBe(1)
      await f.terje.sees('Stafettloggen er åpnet.', 'enhetsleder')
    })

    test('is read from the thread only by those who have a part in it', async () => {
      expect(await f.channel.openedBy('ingrid', 'FJ-1001')).toContain('Gutt på 3. trinn')
      const refused = await f.channel.openedBy('mari', 'FJ-1001')
      expect(refused).toContain('Eg finn ikkje dette, eller du har ikkje tilgang.')
      expect(refused).not.toContain('Gutt')
      const id = await caseId()
      const read = await f.store().transaction((tx) => tx.access.of(id))
      expect(read.filter(({ what }) => what === 'case-summary').map(({ verdict }) => verdict)).toContain('refused')
    })

    test('holds a goal, a measure, a follow-up and the next meeting', async () => {
      expect(card.text).toContain(
        'Ballen ligger hos deg, med frist mandag 16. november 2026. Kall inn til det første møtet.',
      )
      card = await (await card.press('Avtal neste møte')).press('Lagre', { day: '2026-11-09' })
      expect(card.text).toContain('Møtet er avtalt')
      await f.channel.sees('Neste møte er mandag 9. november 2026.')
      card = await card.press('Mål, tiltak og notater')
      card = await (await card.press('Nytt mål')).press('Lagre', { text: 'Leker med noen hver dag', topic: 'Trivsel' })
      const measure = {
        text: 'En voksen begynner leken',
        topic: 'Trivsel',
        arena: 'På skolen',
        responsible: 'Ingrid Lunde',
      }
      card = await (await card.press('Nytt tiltak')).press('Lagre', { ...measure, evaluationDay: '2026-11-30' })
      card = await card.press('Mål, tiltak og notater')
      const wrong = await (await card.press('Ny oppfølging')).press('Lagre', {
        text: 'Ringe hjem',
        topic: 'Trivsel',
        day: '2026-11-01',
      })
      expect(wrong.text).toContain(
        'Dagen mangler, eller er passert. Velg en dag fra mandag 2. november 2026 til mandag 1. november 2027.',
      )
      card = await wrong.press('Lagre', { day: '2026-11-10' })
      expect(card.text).toContain('Oppfølgingen er lagret')
      expect(card.text).not.toContain('Dette mangler')
    })
  })
}

function reminders(): void {
  describe('reminders', () => {
    test('come each by itself to whoever has chosen it: before the day and on it, until the meeting is held', async () => {
      await wantsEach(f.ingrid)
      await f.advance('P3D')
      await f.ingrid.sees('Et møte skal holdes', 'Fristen nærmer seg: mandag 9. november 2026.')
      await f.advance('P4D')
      const onTheDay = await f.ingrid.sees(
        'Et møte skal holdes',
        'Fristen er mandag 9. november 2026. Andre påminnelse.',
      )
      const form = await onTheDay.press('Møtet er holdt')
      const held = await form.press('Lagre', {
        topic: 'learning',
        minutes: 'Alle er enige om leken.',
        childView: 'Det er fint',
        whyNone: 'Vi snakkes om leken i hverdagen.',
      })
      expect(held.text).toContain('Dette er ordnet. Møtet er holdt.')
      await f.settle()
      const cards = f.ingrid.all('Påminnelse', 'Et møte skal holdes')
      expect(cards.map(({ text, buttons }) => [text.includes('Dette er ordnet.'), buttons])).toEqual([
        [true, ['Vis saken']],
      ])
      expect(f.ingrid.all('Det er kommet en nyere melding om dette i sak FJ-1001.')).toHaveLength(1)
    })

    test('climb from the holder to the leader, in whose list it then stands', async () => {
      await f.advance('P9D')
      await f.settle()
      const [late, ...more] = f.ingrid.all('Påminnelse', 'Gjør den ferdig, eller velg en ny dag.')
      expect(more).toEqual([])
      expect(late?.text).toMatch(/Fristen var .* Femte påminnelse\./)
      expect(late?.text).toContain('Enhetslederen har fått vite det.')
      const list = await f.terje.sees('Dette venter på deg', 'FJ-1001', 'En oppfølging skal gjøres')
      expect(list.text).not.toContain('Ringe hjem')
      expect(f.terje.all('Dette venter på deg')).toHaveLength(1)
    })

    test('are silent until the day somebody put them off to, with a reason', async () => {
      const late = await f.ingrid.sees('Påminnelse', 'En oppfølging skal gjøres')
      expect(late.text).not.toContain('Ringe hjem')
      expect((await late.whole()).text).toContain('Ringe hjem')
      const form = await late.press('Minn om det senere')
      await expect(form.press('Minn om det da', { until: '2026-11-26' })).rejects.toThrow('required field "reason"')
      await form.press('Minn om det da', { until: '2026-11-26', reason: 'Familien er bortreist' })
      const before = await saidOf('follow-up-due')
      await f.advance('P7D')
      await f.settle()
      expect(await saidOf('follow-up-due')).toBe(before)
      await f.advance('P1D')
      await f.settle()
      expect(await saidOf('follow-up-due')).toBe(before + 1)
      await f.ingrid.sees('Påminnelse', 'En oppfølging skal gjøres', 'Sjette påminnelse')
    })

    test('reach the coordinating unit, and every card is settled by whoever acts', async () => {
      await f.advance('P6D')
      await f.settle()
      await f.sara.sees('Dette venter på deg', 'FJ-1001', 'En oppfølging skal gjøres')
      const [newest] = f.ingrid.all('Påminnelse', 'En oppfølging skal gjøres').slice(-1)
      expect(newest?.text).toContain('Enhetslederen og KE (koordinerende enhet) har fått vite det.')
      expect((await newest?.press('Gjort'))?.text).toContain('Dette er ordnet. Oppfølgingen er gjort.')
      await f.settle()
      const everywhere = [f.ingrid, f.terje, f.sara].flatMap(({ all }) => all('Oppfølgingen er gjort.'))
      expect(everywhere.map(({ text, buttons }) => [text.includes('Dette er ordnet.'), buttons])).toEqual([
        [true, ['Vis saken']],
      ])
    })

    test('never come on weekends, holidays or at night', async () => {
      await f.advance('P35D')
      const times = (await log()).filter(({ event }) => event.type === 'reminder.sent').map(({ at }) => localTime(at))
      expect(times.length).toBeGreaterThan(20)
      expect(times.filter(({ day }) => day > '2026-12-25').length).toBeGreaterThan(2)
      const free = ['2026-12-25', '2026-12-26', '2027-01-01']
      expect(
        times.filter(({ day, weekday, hour }) => free.includes(day) || weekday > 5 || hour < 8 || hour > 15),
      ).toEqual([])
    })

    test('stop when the measure is evaluated and has its next day', async () => {
      const [due] = f.ingrid.all('Et tiltak skal evalueres').slice(-1)
      const form = await due?.press('Evaluer')
      const undated = await form?.press('Lagre', { effect: 'Det virker noe', outcome: 'Fortsett' })
      expect(undated?.text).toContain('Dagen mangler, eller er passert. Velg en dag fra')
      const done = await undated?.press('Lagre', { evaluationDay: '2027-02-01', childView: 'Gøy' })
      expect(done?.text).toContain('Dette er ordnet.')
      await f.settle()
      expect(f.terje.all('Et tiltak skal evalueres')).toEqual([])
    })
  })
}

function higherLevel(): void {
  describe('a higher level', () => {
    let decision: Sight

    test('is proposed, and cannot be approved before the family has agreed to the service', async () => {
      card = await (await openCase(f.ingrid, 'FJ-1001')).press('Foreslå nytt nivå')
      card = await card.press('Send forslaget', {
        to: 'Nivå 2',
        services: ['Pedagogisk'],
        topic: 'Læring',
        reason: 'Trenger råd om læring',
      })
      expect(card.text).toContain('Forslaget er sendt til Terje Aas, som kan avgjøre det.')
      expect(card.text).toContain('Samtykke mangler for pedagogisk-psykologisk tjeneste (PPT)')
      expect(card.text).toMatch(/Ballen ligger hos deg, med frist .* Spør familien om samtykke til et forslag/)
      decision = await f.terje.sees('Forslag: FJ-1001')
      const whole = await decision.whole()
      expect(whole.text).toContain('Trenger råd om læring')
      expect(whole.text).toContain('Samtykke mangler for pedagogisk-psykologisk tjeneste (PPT).')
      expect(decision.buttons).toContain('Avslå')
      expect(decision.buttons).not.toContain('Godkjenn')
      await f.channel.sees('Ingrid Lunde har foreslått å flytte saken fra nivå 1 til nivå 2.')
    })

    test('can be approved as soon as the consent is there, without being sent again', async () => {
      const before = f.terje.all('Forslag: FJ-').length
      card = await consent(await card.press('Vis forslaget').then((proposal) => proposal.press('Samtykke')), 'ppt')
      await f.settle()
      decision = decision.now()
      expect(decision.text).not.toContain('Samtykke mangler')
      expect(decision.buttons).toEqual(expect.arrayContaining(['Godkjenn', 'Avslå']))
      expect(f.terje.all('Forslag: FJ-')).toHaveLength(before)
    })

    test('is decided by the leader, and everybody concerned learns it once', async () => {
      const form = await decision.press('Godkjenn')
      const held = { topic: 'learning', meetingDay: '2026-11-02', parentsTookPart: 'true', childTookPart: 'true' }
      const answer = { ...held, view: 'De vil gjerne', reason: 'PPT kan hjelpe' }
      const decided = await form.press('Godkjenn', answer)
      expect(decided.text).toMatch(/Godkjent av deg .*PPT kan hjelpe/s)
      expect(decided.buttons).toEqual(['Legg til deltaker', 'Vis saken'])
      await f.settle()
      expect(f.ingrid.all('Terje Aas har godkjent at saken flyttes fra nivå 1 til nivå 2')).toHaveLength(1)
      expect(f.terje.all('har godkjent')).toEqual([])
      expect(inThreads('har godkjent at saken flyttes fra nivå 1 til nivå 2')).toHaveLength(1)
      expect((await f.channel.sees('Sak FJ-1001', 'Stafettholder')).text).toContain('Nivå\nNivå 2')
    })

    test('lets in a colleague of the service, who reads what the consent covers', async () => {
      card = await caseBelow(f.ingrid, await f.ingrid.sees('har godkjent'), f.settle)
      const form = await (await (await card.press('Mer')).press('Deltakere')).press('Legg til deltaker')
      expect(form.text).not.toContain('Nora Vik')
      card = await form.press('Lagre', { person: 'Jonas Berg' })
      expect(card.text).toContain('Deltakere\nIngrid Lunde (deg) og Jonas Berg')
      const told = await f.jonas.sees('Du er lagt til som deltaker i saken.')
      const plan = await (await caseBelow(f.jonas, told, f.settle)).press('Mål, tiltak og notater')
      expect(plan.text).toContain('En voksen begynner leken')
    })
  })
}

function baton(): void {
  describe('the baton', () => {
    test('can be offered only to a service the family has let in', async () => {
      const form = await (await (await card.press('Mer')).press('Stafettpinnen')).press('Overlever stafettpinnen')
      expect(form.text).not.toContain('Nora Vik')
      // Under a dialog the choice still stands; where the form took its place, the case does.
      const left = await form.press('Avbryt')
      card = await left.press(left.buttons.includes('Mer') ? 'Mer' : 'Tilbake')
      card = await consent(await (await card.press('Samtykke og svar')).press('Samtykke'), 'skolehelsetjeneste')
      expect(card.text).toContain('Samtykket er registrert.')
    })

    test('stays with its holder until the nurse has taken it', async () => {
      const form = await (await (await card.press('Mer')).press('Stafettpinnen')).press('Overlever stafettpinnen')
      card = await form.press('Send tilbudet', { person: 'Nora Vik' })
      expect(card.text).toContain('Stafettholder\nIngrid Lunde')
      expect(card.text).toContain('Ballen ligger hos Nora Vik, med frist')
      const offer = await f.nora.sees('Ingrid Lunde tilbød deg stafettpinnen')
      expect(offer.text).not.toContain('Gutt')
      const taken = await offer.press('Ta imot')
      expect(taken.text).toContain('Du har tatt imot stafettpinnen.')
      expect(taken.buttons).toEqual(['Vis saken', 'Avtal neste møte'])
      await f.settle()
      for (const { all } of [f.ingrid, f.terje]) expect(all('Nora Vik er ny stafettholder.')).toHaveLength(1)
      expect(inThreads('er ny stafettholder.')).toHaveLength(1)
    })
  })
}

function end(): void {
  describe('the end', () => {
    test('is told to all who took part', async () => {
      const mine = await f.nora.write('mine', ({ text }) => text.includes('Mine saker'))
      expect(mine.row('FJ-1001').text).toContain('Nivå 2 · Steg 5 av 7: Gjennomføring · hos deg')
      card = await (await f.nora.write('sak FJ-1001', ({ text }) => text.includes('Sak FJ-1001'))).whole()
      const form = await (await (await card.press('Mer')).press('Hele saken')).press('Avslutt saken')
      card = await form.press('Avslutt saken', { reason: 'Målet er nådd', summary: 'Har fått gode venner' })
      // From another service she reads a closed case no longer: what she has left is her other cases.
      expect(card.text).toContain('Saken er avsluttet.')
      expect(card.text).toContain('Mine saker')
      expect(card.text).not.toMatch(/FJ-1001|Har fått gode venner/)
      await f.settle()
      for (const { all } of [f.ingrid, f.terje]) expect(all('Saken er avsluttet. Takk')).toHaveLength(1)
      // Where the case stood in his chat, that it is closed is all that is left of it.
      expect(f.jonas.all('Saken er avsluttet. Takk')).toHaveLength(2)
      expect(f.nora.all('Takk for innsatsen')).toHaveLength(1)
      expect((await f.channel.sees('Sak FJ-1001', 'Stafettholder')).text).toContain('Saken er avsluttet.')
      const before = f.ingrid.all().length
      await f.advance('P60D')
      await f.settle()
      // Waiting until everything is seen may ask for this card.
      const since = f.ingrid.all().slice(before)
      expect(since.map(({ text }) => text).filter((text) => !text.includes('Meldeplikt'))).toEqual([])
    })

    test('is not for ever: the case is reopened with a reason', async () => {
      const closed = await caseBelow(f.terje, await f.terje.sees('Saken er avsluttet. Takk'), f.settle)
      expect(closed.text).toMatch(/Avsluttet .* av Nora Vik: Målet er nådd/)
      expect(closed.text).toContain('Har fått gode venner')
      card = await (await closed.press('Gjenåpne saken')).press('Gjenåpne', { reason: 'Er alene igjen' })
      expect(card.text).toContain('Saken er gjenåpnet.')
      expect(card.text).toContain('Ballen ligger hos Nora Vik')
      await f.settle()
      for (const { all } of [f.ingrid, f.nora]) expect(all('Saken er gjenåpnet.')).toHaveLength(1)
      expect(inThreads('Saken er gjenåpnet.')).toHaveLength(1)
    })

    test('finds a log that is whole, and a channel that was told nothing about the child', async () => {
      expect(await f.store().verifyAll()).toEqual({ cases: 1, faults: [] })
      expect(await f.store().transaction((tx) => tx.outbox.dead(10))).toEqual([])
      const shown = f.channel
        .all()
        .map(({ text }) => text)
        .join('\n')
      expect(shown).not.toMatch(/Gutt|alene|Ringe|leke?n|PPT|[Pp]edagogisk|[Ss]kolehelse|venner|Nora|Jonas/)
    })
  })
}

/** Asks for one service more, and records that both guardians have agreed. */
async function consent(checkpoint: Sight, service: string): Promise<Sight> {
  const form = await checkpoint.press('Be om samtykke')
  const asked = await form.press('Be om samtykke', { services: [service] })
  return record(await asked.press('Registrer samtykke'), answered(service))
}

function inThreads(words: string): Sight[] {
  return f.channel.all().filter(({ text }) => text.includes(words))
}

async function caseId() {
  const found = await f.store().transaction((tx) => tx.cases.byRef('fjordvik', 'FJ-1001'))
  if (!found) throw new Error('there is no case FJ-1001')
  return found.case.id
}

async function log(): Promise<Entry[]> {
  const id = await caseId()
  return f.store().transaction((tx) => tx.cases.entries(id))
}

/** How often something due of that kind was said. */
async function saidOf(signal: string): Promise<number> {
  return (await log()).filter(({ event }) => event.type === 'reminder.sent' && event.signal === signal).length
}

function localTime(at: string): { day: string; weekday: number; hour: number } {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone: 'Europe/Oslo', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit' },
  }).formatToParts(new Date(at))
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  const day = `${part('year')}-${part('month')}-${part('day')}`
  return { day, weekday: new Date(`${day}T12:00:00Z`).getUTCDay() || 7, hour: Number(part('hour')) }
}
