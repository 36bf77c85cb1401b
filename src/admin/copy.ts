/** A copy of a log, made at the machine: for whom there is no page. What it may hold is judged as on the page, and it is written down as made. */
import { writeFileSync } from 'node:fs'
import { languages, type Tongue } from '../../cards/card.ts'
import type { Places } from '../app/app.ts'
import { keeperOf, settingIn } from '../app/see/index.ts'
import { copyFor } from '../app/show/index.ts'
import { wholeConfig } from '../config.ts'
import { fileOf } from '../copy/index.ts'
import type { Reader } from '../ports.ts'
import type { OpenStore } from '../store/open.ts'
import { isTongue } from '../wording/index.ts'
import { actingFrom } from './acting.ts'
import type { AdminContext } from './command.ts'

const use = [
  'Use: npm run admin -- copy REFERENCE --for WHOM --out FILE [--lang nb]',
  'WHOM: family:guardian-1 (or guardian-2, young-person, self), referral:SERVICE or referral:SERVICE/UNIT, archive.',
  'A FILE that ends with .json is data; every other is a PDF.',
]

/** What is sealed, erased or only wondered about is given to nobody here. Never overwrites a file. */
export function copy(store: OpenStore, context: AdminContext, args: string[]): Promise<number> {
  return copyAt(actingFrom(wholeConfig(context.survey())), store, context.print, args)
}

/** The same where and when `app` says. */
export async function copyAt(
  app: Places,
  store: Pick<OpenStore, 'transaction'>,
  print: AdminContext['print'],
  [ref = '', ...rest]: string[],
): Promise<number> {
  const given = new Map(rest.flatMap((word, at) => (word.startsWith('--') ? [[word, rest[at + 1] ?? '']] : [])))
  const [to = '', out = '', lang = 'nb'] = ['--for', '--out', '--lang'].map((name) => given.get(name))
  if (ref === '' || to === '' || out === '' || !isTongue(lang) || !speaks(lang, to)) return said(print, use)
  const made = await store.transaction(async (tx) => {
    for (const code of app.municipalities.keys()) {
      const stored = await tx.cases.byRef(code, ref.toUpperCase())
      if (stored) return copied(app, tx, stored.case, to, lang)
    }
    return null
  })
  if (!made) return said(print, [`No copy of ${ref} can be made for ${to}.`, ...use])
  const { bytes } = await fileOf(made, out.endsWith('.json') ? 'json' : 'pdf')
  // It is nobody else's to read on this machine.
  writeFileSync(out, bytes, { mode: 0o600, flag: 'wx' })
  print(`${out} was written. Who has read ${ref} says that it was made.`)
  return 0
}

/** Only what the family's page says is said in further languages. */
function speaks(lang: Tongue, to: string): boolean {
  return to.startsWith('family:') || languages.some((one) => one === lang)
}

type Asked = Parameters<typeof copyFor>

function copied(app: Places, reader: Reader, state: Asked[2], to: Asked[3], lang: Tongue) {
  const setting = settingIn(app, reader, state.municipality, lang)
  return copyFor(setting, keeperOf(setting, state), state, to, app.clock.now())
}

function said(print: AdminContext['print'], lines: string[]): number {
  for (const line of lines) print(line)
  return 1
}
