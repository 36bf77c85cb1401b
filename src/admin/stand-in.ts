/** Who leads in whose place: shown, with what became of those before on request, and one ended. Of a case nothing is said. */
import { cutStandIn } from '../app/act/index.ts'
import { wholeConfig } from '../config.ts'
import { isCalled } from '../person-name.ts'
import type { StandIn, StandInEntry, Tx } from '../ports.ts'
import type { OpenStore } from '../store/open.ts'
import { actingFrom } from './acting.ts'
import type { AdminContext } from './command.ts'

const use = [
  'Use: npm run admin -- stand-in           who leads in whose place now and later',
  '     npm run admin -- stand-in --log     and all there were, with why each ended',
  '     npm run admin -- stand-in end MUNICIPALITY UNIT LEADER',
  'as npm run admin -- stand-in shows them.',
]

/** Arguments: none, `--log`, or which is to end. */
export async function standIn(store: OpenStore, context: AdminContext, args: string[]): Promise<number> {
  const [first, municipality, unit, ...name] = args
  if (first === undefined) return store.transaction((tx) => show(tx, context))
  if (first === '--log' && args.length === 1) return store.transaction((tx) => showLog(tx, context))
  if (first === 'end' && municipality && unit && name.length > 0)
    return store.transaction((tx) => end(tx, context, { municipality, unit, name: name.join(' ') }))
  for (const line of use) context.print(line)
  return 1
}

async function show(tx: Tx, { print }: AdminContext): Promise<number> {
  const all = await tx.standIns.all()
  for (const one of all) print([...(await shown(tx, one)), one.begun ? 'begun' : 'not begun'].join('\t'))
  if (all.length === 0) print('Nobody leads in the place of somebody else.')
  return 0
}

async function showLog(tx: Tx, { print }: AdminContext): Promise<number> {
  const log = await tx.standIns.log()
  for (const one of log) {
    const by = one.by === 'system' || one.by === 'administrator' ? one.by : await nameOf(tx, one.by)
    print([one.at, one.what, ...(await shown(tx, one)), by, ...said(one)].join('\t'))
  }
  if (log.length === 0) print('Nobody has led in the place of somebody else.')
  return 0
}

const whys = {
  over: 'the last day has passed',
  'taken-back': 'the leader ended it',
  'named-anew': 'the leader named somebody anew',
  'leads-no-more': 'the leader does not lead there any more',
  'works-no-more': 'whoever stood in does not work there any more',
  administrator: 'an administrator ended it',
} satisfies Record<NonNullable<StandInEntry['why']>, string>

function said({ why }: StandInEntry): string[] {
  return why === null ? [] : [whys[why]]
}

async function shown(tx: Tx, { municipality, unit, leader, person, from, until }: StandIn): Promise<string[]> {
  return [municipality, unit, await nameOf(tx, leader), await nameOf(tx, person), from, until]
}

async function nameOf(tx: Tx, id: StandIn['person']): Promise<string> {
  return (await tx.people.get(id))?.name ?? id
}

type Meant = { municipality: string; unit: string; name: string }

async function end(tx: Tx, context: AdminContext, { municipality, unit, name }: Meant): Promise<number> {
  const { print } = context
  const there = await tx.standIns.in(municipality, unit)
  const named = await Promise.all(there.map(async (one) => ({ one, leader: await nameOf(tx, one.leader) })))
  const [found, ...more] = named.filter(({ leader }) => isCalled(leader, name))
  if (!found || more.length > 0) {
    const who = found ? `more than one leader called ${name} has` : `no leader called ${name} has`
    print(
      `Nothing was changed: in ${municipality} ${unit} ${who} somebody in their place. npm run admin -- stand-in lists them.`,
    )
    return 1
  }
  await cutStandIn(tx, actingFrom(wholeConfig(context.survey())), found.one)
  print(`${await nameOf(tx, found.one.person)} leads ${municipality} ${unit} in the place of ${found.leader} no more.`)
  print(
    `What waits for a leader there waits for those there are now, or for KE where none of them can act. ${found.leader} is told as soon as the bot runs.`,
  )
  return 0
}
