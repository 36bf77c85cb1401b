/** Who has opened a case, or was refused it: for those who are to check it, each look by itself. That somebody asked is written down too. */
import type { Places } from '../app/app.ts'
import { archiveEyes, keeper, settingIn } from '../app/see/index.ts'
import { looksIn } from '../app/show/index.ts'
import { wholeConfig } from '../config.ts'
import type { Case } from '../core/case.ts'
import type { Tx } from '../ports.ts'
import type { OpenStore } from '../store/open.ts'
import { actingFrom } from './acting.ts'
import type { AdminContext } from './command.ts'

/** The oldest first: a line for each, its parts kept apart by tabs. Nothing in it is what somebody wrote in the case. */
export function access(store: OpenStore, context: AdminContext, args: string[]): Promise<number> {
  return accessAt(actingFrom(wholeConfig(context.survey())), store, context.print, args)
}

/** The same where and when `app` says. What would tell of a report to child welfare is in none. */
export async function accessAt(
  app: Places,
  store: Pick<OpenStore, 'transaction'>,
  print: AdminContext['print'],
  [ref = '']: string[],
): Promise<number> {
  const lines = await store.transaction(async (tx) => {
    for (const code of app.municipalities.keys()) {
      const stored = await tx.cases.byRef(code, ref.toUpperCase())
      if (stored) return linesOf(app, tx, stored.case)
    }
    return null
  })
  if (!lines) {
    print(ref === '' ? 'Use: npm run admin -- access REFERENCE' : `There is no case ${ref}.`)
    return 1
  }
  for (const line of lines) print(line)
  return 0
}

async function linesOf(app: Places, tx: Tx, state: Case): Promise<string[]> {
  const setting = settingIn(app, tx, state.municipality, 'en')
  const looks = await looksIn(archiveEyes(setting, state), state)
  const asked = { person: keeper, case: state.id, what: 'case-readers' }
  await tx.access.log({ ...asked, at: setting.now, verdict: 'read', roles: ['administrator'] })
  const lines = looks.map(({ day, from, who, was, what, refused }) =>
    [`${day} ${from}`, refused ? 'refused' : 'read', who, was ?? '', what.join(', ')].join('\t'),
  )
  const refused = looks.filter((one) => one.refused).length
  return [...lines, `${looks.length} looks at ${state.ref}, ${refused} of them refused.`]
}
