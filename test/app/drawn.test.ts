/** What the cards say and offer that are sent to one person: each to whom it is for, as the case then is. */
import { expect, test } from 'vitest'
import type { Card } from '../../cards/card.ts'
import { recheckAtStart } from '../../src/app/act/index.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { personToImport } from '../support/people.ts'
import {
  accountOf,
  actionsOn,
  cardOf,
  createTown,
  dataOf,
  type Name,
  schoolChannel,
  type Texts,
  type Town,
  textOf,
} from '../support/town.ts'
import { caseOf, logWithJonas, openLog, propose, takenBack, told, worry } from './story.ts'

/** The card of what a button led back to; another where it is not for them. */
async function backTo(town: Town, name: Name, id: CaseId, back: string): Promise<Card> {
  return cardOf(await town.press(name, 'form.cancel', { case: id, back }))
}

/** What is said in a card, and not carried by its buttons. */
const saidOn = ({ blocks }: Card) => textOf(blocks)

function offersOn({ buttons }: Card): string[] {
  return buttons.map(({ action, data, style }) => [action, data.approve, style].filter(Boolean).join(' '))
}

async function offered(town: Town, id: CaseId, to: Name): Promise<string> {
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id(to) })
  return (await caseOf(town, id)).handOver?.id ?? ''
}

test('an offer of the baton says by whom, at which level and until when, and asks for an answer', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const handOver = await offered(town, id, 'jonas')
  const back = `hand-over|${handOver}`
  const card = await backTo(town, 'jonas', id, back)
  const said = 'Ingrid Lunde tilbød deg stafettpinnen mandag 2. november 2026. Saken er på nivå 2.'
  expect(saidOn(card)).toContain(said)
  expect(saidOn(card)).toContain('{"label":"Svar innen","value":"man. 9. nov. 2026"}')
  expect(offersOn(card)).toEqual(['baton.accept primary', 'baton.decline'])
  for (const action of actionsOn(card)) expect(dataOf(card, action)).toEqual({ case: id, handOver, back })
})

test('an offer that stands open says at which level the case is by now', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const handOver = await offered(town, id, 'mari')
  const seen = async () => saidOn(await backTo(town, 'mari', id, `hand-over|${handOver}`))
  expect(await seen()).toContain('Saka er på nivå 1.')
  const proposal = await propose(town, id)
  const decided = {
    topic: 'learning',
    meetingDay: '2026-11-02',
    parentsTookPart: 'true',
    childAsked: 'true',
    reason: 'They need more',
  }
  await town.submit('terje', 'level.decide', { case: id, proposal, approve: 'yes' }, decided)
  expect(await seen()).toContain('Saka er på nivå 2.')
})

test('only a new level asks anew who is to hold the baton', async () => {
  const town = await createTown()
  await logWithJonas(town)
  await town.run()
  const opened = town.channel
    .sent()
    .findLast(
      ({ to, card }) => to === 'terje' && card.name === 'told' && saidOn(card).includes('Stafettloggen er åpnet'),
    )
  if (!opened) throw new Error('nothing was told')
  expect(saidOn(opened.card)).toContain('Stafettloggen er åpnet')
  expect(actionsOn(opened.card)).not.toContain('baton.offer')
  expect(saidOn(opened.card)).not.toContain('Avklar hvem')
})

test('each offer of the baton shows what became of it, and of no other', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const first = await offered(town, id, 'jonas')
  await town.submit('jonas', 'baton.decline', { case: id, handOver: first }, { reason: 'No time' })
  const second = await offered(town, id, 'jonas')
  await town.press('ingrid', 'baton.withdraw', { case: id, handOver: second })
  const third = await offered(town, id, 'jonas')
  const seen = async (handOver: string) => saidOn(await backTo(town, 'jonas', id, `hand-over|${handOver}`))
  expect(await seen(first)).toContain('Du kunne ikke ta imot stafettpinnen nå.')
  expect(await seen(second)).toContain('Tilbudet til deg er trukket tilbake.')
  expect(await seen(third)).toContain('Svar innen')
  await town.press('jonas', 'baton.accept', { case: id, handOver: third })
  expect(await seen(first)).toContain('kunne ikke ta imot')
  expect(await seen(third)).toContain('Du har tatt imot stafettpinnen.')
  const ways = async (handOver: string) => actionsOn(await backTo(town, 'jonas', id, `hand-over|${handOver}`))
  for (const handOver of [first, second]) expect(await ways(handOver)).toEqual([])
  // What they hold now they can go on to.
  expect(await ways(third)).toEqual(['show.case'])
  expect(await seen('handover_none')).not.toContain('stafettpinnen')
  expect(saidOn(await backTo(town, 'ingrid', id, `hand-over|${third}`))).not.toContain('stafettpinnen')
})

test('an offer is sent to the one it is for, and not any more once it was taken back', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const handOver = await offered(town, id, 'jonas')
  await town.press('ingrid', 'baton.withdraw', { case: id, handOver })
  await town.run()
  expect(told(town, 'hand-over')).toEqual([])
  await offered(town, id, 'jonas')
  await town.run()
  expect(told(town, 'hand-over')).toEqual(['jonas'])
})

test('an offer that fell away with the consent says so', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const handOver = await offered(town, id, 'jonas')
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'service:ppt' })
  const said = 'Tilbudet til deg falt bort fordi samtykket er endret.'
  expect(saidOn(await backTo(town, 'jonas', id, `hand-over|${handOver}`))).toContain(said)
})

test('the one who is asked anonymously is offered to answer, and their look is logged as theirs', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.ask', { case: id }, { person: town.id('nora'), text: 'What would you do?' })
  const question = (await caseOf(town, id)).concern.questions[0]?.id ?? ''
  const back = `anonymous-question|${question}`
  const card = await backTo(town, 'nora', id, back)
  expect(saidOn(card)).toContain('What would you do?')
  expect(offersOn(card)).toEqual(['concern.answer primary'])
  expect(dataOf(card, 'concern.answer')).toEqual({ question, back })
  const looks = (await town.read((tx) => tx.access.of(id))).filter(({ person }) => person === town.id('nora'))
  expect(looks).toMatchObject([{ what: 'anonymous-question', verdict: 'read', roles: ['asked'] }])
  expect(saidOn(await backTo(town, 'nora', id, 'anonymous-question|question_none'))).not.toContain('What would')
})

const approval = {
  reason: 'AGREED',
  topic: 'learning',
  meetingDay: '2026-11-02',
  parentsTookPart: 'true',
  childAsked: 'true',
}

/** What somebody was last told in their own chat. */
function lastTold(town: Town, name: Name): Card {
  const found = town.channel.sent().findLast(({ to, card }) => to === name && card.name === 'told')
  if (!found) throw new Error(`${name} was told nothing`)
  return found.card
}

test('at a new level whoever can hand over the baton is asked who should hold it, and nobody else', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const decided = async (approve: string) => {
    const proposal = await propose(town, id, 'jonas', { to: '3' })
    await town.submit('terje', 'level.decide', { case: id, proposal, approve }, approval)
    await town.run()
  }
  const asks = 'Avklar hvem som skal være stafettholder på det nye nivået.'
  await decided('no')
  expect(saidOn(lastTold(town, 'jonas'))).not.toContain(asks)
  await decided('yes')
  expect(saidOn(lastTold(town, 'ingrid'))).toContain(asks)
  expect(actionsOn(lastTold(town, 'ingrid'))).toEqual(['show.case', 'baton.offer'])
  expect(saidOn(lastTold(town, 'ingrid'))).toContain('rollen din i saken: stafettholder.')
  expect(saidOn(lastTold(town, 'jonas'))).not.toContain(asks)
  expect(actionsOn(lastTold(town, 'jonas'))).toEqual(['show.case'])
})

test('of a case that was closed before the new level could be told, nobody is asked who should hold it', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const proposal = await propose(town, id)
  await town.run()
  await town.submit('terje', 'level.decide', { case: id, proposal, approve: 'yes' }, approval)
  await town.submit('terje', 'case.close', { case: id }, { reason: 'goal-reached' })
  await town.run()
  const toIngrid = town.channel.sent().filter(({ to, card }) => to === 'ingrid' && card.name === 'told')
  expect(textOf(toIngrid)).toContain('har godkjent at saken flyttes fra nivå 1 til nivå 2')
  for (const { card } of toIngrid) expect(actionsOn(card)).toEqual(['show.case'])
})

test('whoever is told that a family has taken its consent back is shown to the case only where they may read it', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await town.run()
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'service:ppt' })
  await town.run()
  const sent = (name: Name) => {
    const found = town.channel.sent().find(({ to, card }) => to === name && card.name === 'consent-withdrawn')
    return found && actionsOn(found.card)
  }
  expect(sent('terje')).toEqual(['show.case'])
  expect(sent('jonas')).toEqual([])
})

const shown = async (town: Town, name: Name, id: CaseId, proposal: string) =>
  cardOf(await town.press(name, 'show.proposal', { case: id, proposal }))

test('a proposal offers each what they may: to decide, to take it back, or to see the case', async () => {
  const town = await createTown({ secondLeader: true })
  const id = await logWithJonas(town)
  const proposal = await propose(town, id, 'ingrid', { to: '3' })
  const decide = ['level.decide yes primary', 'level.decide no', 'show.case']
  for (const name of ['terje', 'kari'] as const) {
    const card = await shown(town, name, id, proposal)
    expect(offersOn(card)).toEqual(decide)
    expect(dataOf(card, 'level.decide')).toEqual({ case: id, proposal, approve: 'yes', back: `proposal|${proposal}` })
  }
  expect(offersOn(await shown(town, 'ingrid', id, proposal))).toEqual(['level.withdraw', 'show.case'])
  expect(offersOn(await shown(town, 'jonas', id, proposal))).toEqual(['show.case'])
  await town.submit('terje', 'level.decide', { case: id, proposal, approve: 'yes' }, approval)
  for (const name of ['ingrid', 'terje', 'kari', 'jonas'] as const)
    expect(offersOn(await shown(town, name, id, proposal))).toEqual([])
})

test('where a consent is missing nobody approves, and whoever may ask for it is shown to it', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const proposal = await propose(town, id, 'ingrid', { to: '3', services: 'skolehelsetjeneste' })
  const seen = (name: Name) => shown(town, name, id, proposal)
  for (const name of ['ingrid', 'terje', 'jonas'] as const)
    expect(saidOn(await seen(name))).toContain('Samtykke mangler for skolehelsetjenesten.')
  expect(offersOn(await seen('terje'))).toEqual(['show.consents', 'show.case', 'level.decide no'])
  expect(offersOn(await seen('ingrid'))).toEqual([
    ...['consent.request primary', 'show.consents', 'level.withdraw', 'show.case'],
  ])
  expect(offersOn(await seen('jonas'))).toEqual(['show.case'])
  expect(dataOf(await seen('terje'), 'show.consents')).toEqual({ case: id })
})

test('a proposal names those who may decide it: the leaders but the proposer, and KE once it has stood too long', async () => {
  const town = await createTown({ secondLeader: true })
  const id = await openLog(town)
  const deciders = async (proposal: string) => {
    const found = /"label":"Kan avgjøre","value":"([^"]*)"/.exec(saidOn(await shown(town, 'ingrid', id, proposal)))
    return found?.[1]
  }
  const byLeader = await propose(town, id, 'terje')
  expect(await deciders(byLeader)).toBe('Kari Dahl')
  expect(saidOn(await shown(town, 'terje', id, byLeader))).toContain('Du har foreslått dette')
  expect(saidOn(await shown(town, 'kari', id, byLeader))).not.toContain('Du har foreslått dette')
  await town.press('terje', 'level.withdraw', { case: id, proposal: byLeader })
  const late = await propose(town, id)
  expect(await deciders(late)).toBe('Kari Dahl og Terje Aas')
  expect(saidOn(await shown(town, 'ingrid', id, late))).toContain('"Avgjøres innen","value":"man. 9. nov. 2026"')
  town.setClock('2026-11-10T09:00:00.000Z')
  expect(await deciders(late)).toBe('Kari Dahl, Terje Aas og Sara Myhre')
})

test('where the only leader proposed, KE alone is named, once', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const proposal = await propose(town, id, 'terje')
  expect(saidOn(await shown(town, 'ingrid', id, proposal))).toContain('"Kan avgjøre","value":"Sara Myhre"')
})

test('how a proposal ended: decided in a meeting, taken back, lapsed, or fallen away with a consent', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const seen = async (proposal: string) => saidOn(await shown(town, 'ingrid', id, proposal))
  const back = await propose(town, id)
  await town.press('ingrid', 'level.withdraw', { case: id, proposal: back })
  expect(await seen(back)).toContain('Forslaget er trukket tilbake.')
  const rejected = await propose(town, id, 'ingrid', { to: '3' })
  const typed = { ...approval, view: 'FAMILY VIEW', parentsTookPart: 'true', individualPlan: 'true' }
  await town.submit('terje', 'level.decide', { case: id, proposal: rejected, approve: 'no' }, typed)
  const no = await seen(rejected)
  for (const said of ['Terje Aas', 'AGREED', 'FAMILY VIEW']) expect(no).toContain(said)
  expect(no).not.toContain('Individuell plan')
  const approved = await propose(town, id, 'ingrid', { to: '3' })
  await town.submit('terje', 'level.decide', { case: id, proposal: approved, approve: 'yes' }, approval)
  expect(await seen(approved)).toContain('"Individuell plan eller koordinator er vurdert","value":"Nei"')
  const lapsed = await propose(town, id, 'ingrid', { to: '2' })
  await town.until('2026-12-02')
  expect(await seen(lapsed)).toContain('Forslaget falt bort fordi det ikke ble avgjort i tide.')
})

test('all that a form lacks is said at once, as far as it asks for it', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const proposal = await propose(town, id, 'ingrid', { to: '2' })
  const wrongIn = async (approve: string, typed: Texts) => {
    const card = cardOf(await town.submit('terje', 'level.decide', { case: id, proposal, approve }, typed))
    return card.blocks.flatMap((block) => ('id' in block && block.error ? [block.id] : []))
  }
  const nothing = { ...approval, meetingDay: '', topic: '', reason: '', view: '' }
  expect(await wrongIn('yes', nothing)).toEqual(['meetingDay', 'topic', 'reason'])
  expect(await wrongIn('no', nothing)).toEqual(['topic', 'reason'])
})

test('KE that decided a proposal is told so at once, and sees no more of it; of a proposal that a leader decided, nothing', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const theirs = await propose(town, id, 'terje', { to: '3', reason: 'WHY THREE' })
  const typed = { ...approval, reason: 'WHY YES', view: '', topic: '' }
  expect(saidOn(await shown(town, 'sara', id, theirs))).toMatch(/nivå/i)
  const data = { case: id, proposal: theirs, approve: 'yes' }
  const answer = textOf(await town.submit('sara', 'level.decide', data, typed))
  expect(answer).toContain('Forslaget er')
  const seen = async (proposal: string) => saidOn(await shown(town, 'sara', id, proposal))
  expect(await seen(theirs)).toContain('Forslaget er avgjort, og saken ligger ikke lenger hos koordinerende enhet')
  for (const words of ['WHY THREE', 'WHY YES', 'Terje', 'Nivå', 'nivå 3'])
    expect(await seen(theirs)).not.toContain(words)
  const other = await propose(town, id, 'ingrid', { to: '2', reason: 'WHY TWO' })
  await town.submit('terje', 'level.decide', { case: id, proposal: other, approve: 'yes' }, typed)
  for (const words of ['WHY TWO', 'WHY YES', 'FAMILY VIEW', 'Terje', 'Nivå', 'nivå 2'])
    expect(await seen(other)).not.toContain(words)
})

test('an adviser let in for some topics reads why a move is proposed and how it was decided', async () => {
  const town = await createTown()
  const id = await logWithJonas(town, ['learning'])
  const proposal = await propose(town, id, 'ingrid', { to: '3' })
  expect(saidOn(await shown(town, 'jonas', id, proposal))).toContain('It takes more than we have')
  await town.submit('terje', 'level.decide', { case: id, proposal, approve: 'no' }, approval)
  expect(saidOn(await shown(town, 'jonas', id, proposal))).toContain('AGREED')
})

test('a proposal that is none is shown to nobody, and breaks nothing', async () => {
  const town = await createTown()
  const id = await openLog(town)
  expect((await shown(town, 'ingrid', id, 'proposal_none')).name).toBe('refusal')
  expect((await backTo(town, 'ingrid', id, 'proposal|proposal_none')).name).not.toBe('proposal')
  expect(town.log.filter(({ level }) => level === 'error')).toEqual([])
})

test('whoever proposed is not named among those who may decide, though they lead the unit and belong to KE', async () => {
  const town = await createTown({ secondLeader: true })
  const id = await openLog(town)
  const unit = { unit: 'fjordvik-skole', service: 'skole', accounts: [accountOf('terje')] }
  const terje = personToImport('Terje Aas', { ...unit, roles: ['employee', 'leader', 'ke'] })
  await town.store.importPeople([terje], town.app.ids)
  const proposal = await propose(town, id, 'terje')
  town.setClock('2026-11-10T09:00:00.000Z')
  const said = '"Kan avgjøre","value":"Kari Dahl og Sara Myhre"'
  expect(saidOn(await shown(town, 'ingrid', id, proposal))).toContain(said)
})

test('whoever leads the unit and belongs to KE is named once among those who may decide', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const unit = { unit: 'fjordvik-skole', service: 'skole', accounts: [accountOf('terje')] }
  const terje = personToImport('Terje Aas', { ...unit, roles: ['employee', 'leader', 'ke'] })
  await town.store.importPeople([terje], town.app.ids)
  const proposal = await propose(town, id)
  town.setClock('2026-11-10T09:00:00.000Z')
  const card = await shown(town, 'ingrid', id, proposal)
  expect(saidOn(card)).toMatch(/"Kan avgjøre","value":"(Terje Aas og Sara Myhre|Sara Myhre og Terje Aas)"/)
})

/** The root of the thread that was begun, as it stands now. */
function rootOf(town: Town): Card {
  const sent = town.channel.sent().find(({ card }) => card.name === 'thread-root')
  const card = sent && town.channel.standing(sent.ref)
  if (!card) throw new Error('no thread was begun')
  return card
}

test('the root of a thread says where the case stands, and keeps up with it', async () => {
  const town = await createTown()
  await town.open('ingrid', 'concern.register', {}, { channel: true })
  const id = await openLog(town, {}, { origin: schoolChannel.key })
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-12' })
  await town.run()
  const root = () => rootOf(town)
  const facts = (card: Card) => card.blocks.flatMap((block) => (block.kind === 'facts' ? block.facts : []))
  const stands = [
    { label: 'Nivå', value: 'Nivå 1' },
    { label: 'Steg', value: 'Felles forståelse' },
    { label: 'Stafettholder', value: 'Ingrid Lunde' },
  ]
  const next = [
    { label: 'Neste dato', value: 'tor. 12. nov. 2026' },
    { label: 'Ballen ligger hos', value: 'Ingrid Lunde' },
  ]
  expect(facts(root())).toEqual([...stands, ...next])
  const ways = [
    { kind: 'open', action: 'show.case', data: { case: id } },
    { kind: 'press', action: 'show.here', data: { case: id } },
  ]
  expect(root().buttons).toMatchObject(ways)
  await town.submit('ingrid', 'case.close', { case: id }, { reason: 'goal-reached' })
  await town.run()
  expect(saidOn(root())).toContain('Saken er avsluttet.')
  expect(facts(root())).toEqual(stands.filter(({ label }) => label !== 'Steg'))
  expect(root().buttons).toMatchObject(ways)
})

test('the root of a thread names nobody as holder once the holder has left, and with whom the ball lies instead', async () => {
  const town = await createTown()
  await town.open('ingrid', 'concern.register', {}, { channel: true })
  const id = await openLog(town, {}, { origin: schoolChannel.key })
  const gone = { accounts: [accountOf('ingrid')], active: false }
  await town.store.importPeople([personToImport('Ingrid Lunde', gone)], town.app.ids)
  await recheckAtStart(town.app)
  await town.run()
  expect((await caseOf(town, id)).holderLeft).not.toBeNull()
  expect(saidOn(rootOf(town))).not.toContain('Ingrid Lunde')
  expect(saidOn(rootOf(town))).toContain('"Ballen ligger hos","value":"Terje Aas"')
})
