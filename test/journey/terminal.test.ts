/**
 * The app over the terminal: it is put together with a channel it was never written for, and a log is opened there. Nothing
 * but the channel itself was added.
 */
import { expect, test } from 'vitest'
import { createConsole } from '../support/console-channel.ts'
import { createTown, type Name } from '../support/town.ts'

test('a stafettlogg is opened in a terminal, with a thread in its channel and a word to the leader', async () => {
  const town = await createTown()
  const printed: string[] = []
  const terminal = createConsole(
    (text) => void printed.push(text),
    (event, code) => printed.push(`${event} ${code}`),
  )
  town.app.channels.set(terminal.channel.name, terminal.channel)
  await terminal.channel.start(town.ask)
  for (const name of ['ingrid', 'terje'] as const) await move(name)
  const said = async (line: string) => {
    await terminal.read(line)
    await town.run()
  }
  /** Presses the button that was last printed for them with that label. */
  const press = async (user: string, place: string, label: string, fields: object = {}) => {
    const isIt = (text: string) => text.startsWith(`[${user}]`) || text.startsWith(`[${place}]`)
    const card = printed.filter(isIt).findLast((text) => text.includes(`. ${label}\n`) || text.endsWith(`. ${label}`))
    const [, message] = /^\[[^\]]+\] (\d+)/.exec(card ?? '') ?? []
    const [, number] = new RegExp(`^(\\d+)\\. ${label}$`, 'm').exec(card ?? '') ?? []
    if (!message || !number) throw new Error(`no button "${label}" in:\n${printed.join('\n')}`)
    await said(`${user}${place === user ? '' : ` ${place}`} > ${message}.${number} ${JSON.stringify(fields)}`)
  }
  const last = (to: string) => printed.findLast((text) => text.startsWith(`[${to}]`)) ?? ''

  const topics = 'wellbeing,learning'
  const asked = { services: 'skole', topics, born: '2017-05', guardians: '2', care: 'guardians' }
  const told = { evidence: 'oral', purpose: 'Få venner', language: 'norsk', textVersion: '1', childAsked: 'true' }
  const signed = { signedBy: 'guardian-1,guardian-2', services: 'skole/fjordvik-skole', topics, ...told }

  await said('ingrid #trinn: ny')
  await press('ingrid', '#trinn', 'Fortsett i vår chat')
  await press('ingrid', 'ingrid', 'Ny undring')
  await press('ingrid', 'ingrid', 'Skriv ned', { about: 'Et barn', targetGroup: 'child', seen: 'Er mye alene.' })
  expect(last('ingrid')).toContain('Undringen er lagret.')
  await press('ingrid', 'ingrid', 'Velg vei videre')
  await press('ingrid', 'ingrid', 'Velg', { outcome: 'level:1' })
  await press('ingrid', 'ingrid', 'Be om samtykke')
  await press('ingrid', 'ingrid', 'Be om samtykke', asked)
  await press('ingrid', 'ingrid', 'Registrer samtykke')
  await press('ingrid', 'ingrid', 'Videre', signed)
  await press('ingrid', 'ingrid', 'Lagre', signed)
  expect(last('ingrid')).toContain('Samtykket er registrert.')
  expect(last('terje')).toContain('Stafettloggen er åpnet.')
  const thread = printed.filter((text) => text.startsWith('[#trinn/'))
  expect(thread.join()).toContain('Stafettholder: Ingrid Lunde')
  expect(printed.filter((text) => text.startsWith('[#')).join()).not.toMatch(/Et barn|alene/)

  /** Known in the terminal, and nowhere else. */
  async function move(name: Name): Promise<void> {
    const id = town.id(name)
    await town.read(async (tx) => {
      for (const account of await tx.people.accountsOf(id)) await tx.people.unpair(account)
      await tx.people.pair(id, { channel: terminal.channel.name, tenant: 'terminal', user: name })
    })
  }
})
