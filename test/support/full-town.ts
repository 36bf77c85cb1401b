/**
 * Fjordvik with cases in every state in which something can be done that is done in no other, made by its people on their own page: so
 * that whoever goes through the pages comes to each there is.
 */
import { people, tenantId } from '../../src/demo/seats.ts'
import { createIds } from '../../src/ids.ts'
import type { PersonToImport } from '../../src/store/open.ts'
import { linkIn, openLogOn, type PageTown, type Seen, startPageTown, type Visitor } from './page-town.ts'
import { personToImport } from './people.ts'
import { answered } from './walk.ts'

export type FullTown = PageTown & { family: Record<'mor' | 'far', Visitor>; staff(name: string): Promise<Visitor> }

const later = 'P70D'

export async function startFullTown(): Promise<FullTown> {
  const town = await startPageTown()
  const staff = async (name: string) => {
    const visitor = town.visitor()
    await visitor.signIn(name)
    return visitor
  }
  const importing = async (who: (typeof people)[keyof typeof people], change: Partial<PersonToImport>) => {
    const accounts = [{ channel: 'teams', tenant: tenantId, user: who.aadObjectId }]
    const imported = await town.store.importPeople(
      [personToImport(who.name, { accounts, ...change })],
      createIds({ now }),
    )
    if ('conflicts' in imported) throw new Error(JSON.stringify(imported.conflicts))
  }
  await importing(people.adviser, { unit: 'ppt', service: 'ppt', roles: ['employee', 'contact', 'leader'] })
  await importing(people.colleague, { lang: 'nb' })
  const mari = acting(await staff('Mari Holm'))
  for (const one of [await mari.wonder(), await mari.log()])
    await mari.fill('case.recuse', { case: one }, { sure: 'true' })
  const before = acting(await staff('Ingrid Lunde'))
  const late = await before.log()
  await before.measure(late)
  await town.advance(later)
  const ingrid = acting(await staff('Ingrid Lunde'))
  await settle(ingrid, late)
  const family = await lively(town, ingrid, acting(await staff('Terje Aas')))
  await ended(ingrid)
  await town.advance('PT1S')
  return { ...town, staff, family }
}

const now = () => '2026-11-02T08:00:00.000Z'

type Acting = ReturnType<typeof acting>

/** What somebody does by addresses and forms. */
function acting(visitor: Visitor) {
  const open = (action: string, data: Record<string, string>) =>
    visitor.get(`/rom/skjema/${action}?${new URLSearchParams(data)}`)
  const fill = async (action: string, data: Record<string, string>, fields: Record<string, string>) =>
    done(action, await visitor.send(await open(action, data), action, fields))
  return {
    visitor,
    fill,
    show: (action: string, data: Record<string, string>) =>
      visitor.get(`/rom/vis/${action}?${new URLSearchParams(data)}`),
    async wonder() {
      const about = { about: 'Gutt på 3. trinn', targetGroup: 'child', seen: 'Er mye alene i friminuttene.' }
      return caseIn(await fill('concern.register', {}, about))
    },
    log: async () => caseIn(await openLogOn(visitor)),
    measure: (of: string) =>
      fill('measure.add', { case: of }, { text: 'En voksen begynner leken', topic: 'learning', arena: 'school' }),
  }
}

/** What was sent must have been taken: a form that comes back says what was wrong with it. */
function done(action: string, seen: Seen): Seen {
  const wrong = /id="faults"|data-card="refusal"/.test(seen.text)
  if (wrong || seen.status !== 200) throw new Error(`${action}: ${seen.text.slice(seen.text.indexOf('<main'))}`)
  return seen
}

function caseIn({ text }: Seen): string {
  return /case=(case_\w+)/.exec(text)?.[1] ?? /"case":"(case_\w+)"/.exec(text.replaceAll('&quot;', '"'))?.[1] ?? ''
}

function idIn({ text }: Seen, kind: string): string {
  const found = new RegExp(`\\b${kind}_\\w+`).exec(text)?.[0]
  if (!found) throw new Error(`no ${kind} on ${text.slice(text.indexOf('<main'))}`)
  return found
}

/** Something was late and is done: why, is asked. */
async function settle(by: Acting, of: string): Promise<void> {
  const measure = idIn(await by.show('show.plan', { case: of }), 'measure')
  await by.fill('measure.evaluate', { case: of, measure }, { effect: 'good', outcome: 'done' })
  await by.fill('meeting.set', { case: of }, { day: dayIn(0) })
  const meeting = idIn(await by.show('show.plan', { case: of, section: 'meetings', start: '0' }), 'meeting')
  const said = { minutes: 'Leken går bedre.', decisions: 'Ringe hjem', topic: 'learning', others: 'no' }
  await by.fill('meeting.hold', { case: of, meeting }, { day: dayIn(0), ...said, nextDay: dayIn(7) })
}

/** One in which everything waits; its family is on its page. */
async function lively(town: PageTown, by: Acting, leader: Acting): Promise<FullTown['family']> {
  const asked = await by.wonder()
  await by.fill(
    'concern.ask',
    { case: asked },
    { person: await choiceOf(by, 'concern.ask', asked, 'Terje Aas'), text: 'Hva hjelper?' },
  )
  const of = await by.log()
  const data = { case: of }
  await by.measure(of)
  await by.fill('goal.set', data, { text: 'Leker med noen hver dag', topic: 'learning' })
  await by.fill('follow-up.add', data, { text: 'Ringe hjem', topic: 'learning', day: dayIn(7) })
  await by.fill('meeting.set', data, { day: dayIn(0) })
  await by.fill('evaluation.hear-child', data, { askedBy: 'nobody', childWhy: 'Har ikke villet snakke.' })
  await by.fill('note.add', data, { text: 'Lekte med Per.', topic: 'learning', others: 'yes' })
  await by.fill('transition.plan', data, { to: 'skole', day: dayIn(60) })
  await by.fill('transition.plan', data, { to: 'ppt/ppt', day: dayIn(60) })
  await by.fill('participant.add', data, { person: await choiceOf(by, 'participant.add', of, 'Mari Holm') })
  await by.fill('baton.offer', data, { person: await choiceOf(by, 'baton.offer', of, 'Terje Aas') })
  const proposed = { to: '2', services: 'ppt', topic: 'learning', reason: 'Trenger råd.' }
  await by.fill('level.propose', data, proposed)
  const family = {
    mor: await comesIn(town, by, of, { who: 'mor', signer: 'guardian-1', known: true }),
    far: await comesIn(town, by, of, { who: 'far', signer: 'guardian-2', known: false }),
  }
  await by.fill('consent.request', data, { services: 'ppt', topics: 'learning' })
  await joined(by, leader, proposed)
  return family
}

/** One at a higher level, in which nobody has come from the service that joins. */
async function joined(by: Acting, leader: Acting, proposed: Record<string, string>): Promise<void> {
  const of = await by.log()
  await by.fill('level.propose', { case: of }, proposed)
  const asked = await by.fill('consent.request', { case: of }, { services: 'ppt', topics: 'learning' })
  const form = await by.visitor.get(linkIn(asked, 'Registrer samtykke'))
  const told = { ...texts(answered('ppt')), topics: 'learning', childAsked: 'true' }
  done(
    'consent.record',
    await by.visitor.send(await by.visitor.send(form, 'consent.record', told), 'consent.record', told),
  )
  const proposal = idIn(await leader.show('show.case', { case: of }), 'proposal')
  const decision = {
    meetingDay: dayIn(0),
    parentsTookPart: 'true',
    childTookPart: 'true',
    topic: 'learning',
    reason: 'Ja',
  }
  await leader.fill('level.decide', { case: of, proposal, approve: 'yes', leftOut: '' }, decision)
  await by.fill('family.invite', { case: of }, { signer: 'guardian-1' })
  const member = await choiceOf(by, 'family.shut-out', of, 'Foresatt 1')
  await by.fill('family.shut-out', { case: of }, { member, reason: 'Etter vedtak.' })
}

async function comesIn(
  town: PageTown,
  by: Acting,
  of: string,
  { who, signer, known }: { who: string; signer: string; known: boolean },
): Promise<Visitor> {
  const given = await by.fill('family.invite', { case: of }, { signer, name: 'Emil' })
  const code = /\b(\w{4}-){3}\w{4}\b/.exec(given.text)?.[0] ?? ''
  const visitor = town.visitor()
  await visitor.signInAs(who)
  const form = await visitor.get('/familie/skjema/family.enter')
  done('family.enter', await visitor.send(form, 'family.enter', { code }, '/familie/trykk'))
  if (known) {
    const asked = await by.visitor.get(linkIn(await by.show('show.case', { case: of }), 'Svar om innlogging'))
    done('family.confirm', await by.visitor.send(asked, 'family.confirm'))
  }
  return visitor
}

/** Those of which little is left: closed, said no to, and sealed. */
async function ended(by: Acting): Promise<void> {
  await by.fill('case.close', { case: await by.log() }, { reason: 'goal-reached', summary: 'Har fått venner' })
  const of = await by.wonder()
  await by.fill('concern.conclude', { case: of }, { outcome: 'level:1' })
  const asked = { services: 'skole', topics: 'learning', guardians: '2', care: 'guardians', born: '2017-05' }
  const consent = idIn(await by.fill('consent.request', { case: of }, asked), 'consent')
  const no = { signer: 'guardian-1', services: 'skole', how: 'oral', day: dayIn(0) }
  await by.fill('consent.refuse', { case: of, consent }, no)
  const sealed = await by.log()
  const back = { what: 'whole', signer: 'guardian-1', how: 'oral', day: dayIn(0) }
  await by.fill('consent.withdraw', { case: sealed }, back)
}

const texts = (filled: ReturnType<typeof answered>) =>
  Object.fromEntries(Object.entries(filled).map(([id, value]) => [id, [value].flat().join(',')]))

/** What a choice sends, by the words beside it. */
async function choiceOf(by: Acting, action: string, of: string, words: string): Promise<string> {
  const { text } = await by.visitor.get(`/rom/skjema/${action}?case=${of}`)
  const [, id = ''] = new RegExp(`<label class="ds-label" for="([^"]+)">[^<]*${words}`).exec(text) ?? []
  const [, value = ''] =
    new RegExp(`id="${id}"[^>]* value="([^"]+)"`).exec(text) ??
    new RegExp(`<option value="([^"]+)"[^>]*>[^<]*${words}`).exec(text) ??
    []
  return value
}

/** Counted from when everything is done but what is left undone. */
function dayIn(days: number): string {
  return new Date(Date.parse('2027-01-11') + days * 86_400_000).toISOString().slice(0, 10)
}
