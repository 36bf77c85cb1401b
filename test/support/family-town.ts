/** A town with a page for families: who signs in there, what they press, and the way to it. */
import type { Card } from '../../cards/card.ts'
import { createFamilyHandle } from '../../src/app/door/index.ts'
import type { CaseId } from '../../src/core/ids.ts'
import type { Answer } from '../../src/ports.ts'
import { cardOf, createTown, type Name, type Texts, type Town, textOf } from './town.ts'

/** Somebody as the sign-in calls them. */
export type Subject = 'mother' | 'father' | 'child' | 'stranger' | `stranger-${number}`

export type FamilyTown = Town & {
  /** Presses a button, or opens what it opens. Each press is another delivery. */
  at(
    who: Subject,
    action: string,
    data?: Texts,
    fields?: Texts,
    how?: { delivery?: string; kind?: 'open' },
  ): Promise<Card>
  homeOf(who: Subject): Promise<Card>
  /** The file that they take with them. */
  copyOf(who: Subject, id: CaseId, file?: 'pdf' | 'json'): Promise<Answer>
}

export async function familyTown(around: Parameters<typeof createTown>[0] = {}): Promise<FamilyTown> {
  const town = await createTown({ familyPage: true, ...around })
  const handle = createFamilyHandle(town.app)
  const account = (user: Subject) => ({ channel: 'family', tenant: 'https://id.example', user })
  const from = { from: 'window', place: null, personal: true } as const
  let count = 0
  const next = () => {
    count += 1
    return `family-${count}`
  }
  return {
    ...town,
    at: async (who, action, data = {}, fields = {}, { delivery = next(), kind = undefined } = {}) =>
      cardOf(await handle({ ...from, account: account(who), delivery, kind: kind ?? 'press', action, data, fields })),
    copyOf: (who, id, file = 'pdf') => {
      const press = { kind: 'press', action: 'family.take-copy', data: { case: id, file }, fields: {} } as const
      return handle({ ...from, account: account(who), delivery: next(), ...press })
    },
    homeOf: async (who) => cardOf(await handle({ ...from, account: account(who), delivery: next(), kind: 'home' })),
  }
}

/** Ingrid makes a code for somebody; gives it as it is shown. */
export async function codeFor(
  town: Town,
  id: CaseId,
  signer = 'guardian-1',
  by: Name = 'ingrid',
  name = 'Kaia',
): Promise<string> {
  const card = cardOf(await town.submit(by, 'family.invite', { case: id }, { signer, name }))
  const code = card.blocks.find((block) => block.kind === 'heading')
  if (card.name !== 'family-code' || code?.kind !== 'heading') throw new Error(`no code: ${textOf(card)}`)
  return code.text
}

/** They have entered it, and Ingrid has said that it was they. */
export async function comesIn(
  town: FamilyTown,
  id: CaseId,
  who: Subject = 'mother',
  signer = 'guardian-1',
): Promise<void> {
  await town.at(who, 'family.enter', {}, { code: await codeFor(town, id, signer) })
  const { data } = await waiting(town, id)
  const card = cardOf(await town.press('ingrid', 'family.confirm', data))
  if (!textOf(card).includes('Bekreftet')) throw new Error(`not confirmed: ${textOf(card)}`)
}

/** The button by which it is said that it was they who signed in, as the menu has it. */
export async function waiting(town: Town, id: CaseId): Promise<{ data: Texts }> {
  const state = await town.read(async (tx) => (await tx.cases.get(id))?.case)
  const member = state?.family.find(({ status }) => status === 'arrived')?.id
  if (!member) throw new Error('nobody waits')
  return { data: { case: id, member } }
}
