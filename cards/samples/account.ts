/** Samples of the cards about a person's own accounts, settings and page. */
import type { Say } from '../../src/wording/index.ts'
import { home } from '../home.ts'
import { type LeaveArgs, leave } from '../leave.ts'
import { missed } from '../missed.ts'
import { paired } from '../paired.ts'
import { askForCode, pairingCode } from '../pairing-code.ts'
import { listedOn } from '../parts/mine-page.ts'
import type { Offer } from '../parts/offer.ts'
import { settings } from '../settings.ts'
import { type StandInArgs, standIn } from '../stand-in.ts'
import { standInGone } from '../stand-in-gone.ts'
import { standingIn } from '../standing-in.ts'
import { holder, leader, nurse, open, personal, press } from './fjordvik.ts'
import { manyCases, noLists } from './mine.ts'

const code = 'K7QXP-3MHTW'
const usual = { from: '08:00', to: '16:00' }
const places = ['Skolehelsetjenesten (Fjordvik skole)', 'Skolehelsetjenesten (Solbakken)']
const setting = {
  leave: null,
  notice: null,
  usual,
  usualPace: 'news' as const,
  errors: {},
  offers: [press('account.pair')],
}
const posts = (say: Say) => places.map((post) => say('settings.post', { post, roles: say('apart.employee') }))
const undo: Offer = { kind: 'press', action: 'account.unpair', data: { channel: 'c', tenant: 't', user: 'u' } }
const ways: Offer[] = [
  { kind: 'open', action: 'concern.register', data: {}, style: 'primary' },
  { kind: 'press', action: 'show.settings', data: {} },
  { kind: 'press', action: 'show.report-help', data: {} },
  { kind: 'press', action: 'show.help', data: {} },
]

const standing: StandInArgs = {
  notice: null,
  now: [],
  unled: [],
  values: {},
  errors: {},
  today: '2026-11-24',
  offers: [press('show.settings')],
  people: [holder, nurse].map((label, index) => ({ value: `person_${index}`, label })),
}
const gone = { name: holder, offers: [{ ...press('show.stand-in'), style: 'primary' as const }, press('show.mine')] }
const away = { from: '2026-12-07', until: '2026-12-11' }
const atWork: LeaveArgs = {
  notice: null,
  now: null,
  alone: [],
  unled: false,
  values: {},
  errors: {},
  choosable: { from: { min: '2026-11-24', max: '2027-11-25' }, until: { min: '2026-11-24', max: '2028-02-24' } },
  offers: [press('show.settings')],
}
const manyRefs = Array.from({ length: 14 }, (_, index) => `FJ-${1001 + index}`)

export const accountSamples = [
  personal('stand-in', 'nobody', (say) => standIn(standing, say)),
  personal('stand-in', 'named', (say) => standIn({ ...standing, now: [{ name: holder, ...away, where: [] }] }, say)),
  personal('stand-in', 'several', (say) =>
    standIn({ ...standing, now: [{ name: holder, ...away, where: places.slice(0, 1) }], unled: places.slice(1) }, say),
  ),
  personal('stand-in', 'none', (say) => standIn({ ...standing, people: [] }, say)),
  personal('stand-in', 'wrong', (say) =>
    standIn({ ...standing, errors: { until: say('refusal.days-reversed') }, values: away }, say),
  ),
  personal('standing-in', '', (say) =>
    standingIn({ places: [{ leader, ...away }], offers: [press('show.mine')] }, say),
  ),
  personal('stand-in-gone', 'over', (say) => standInGone({ ...gone, why: 'over', where: [] }, say)),
  personal('stand-in-gone', 'in-one', (say) => standInGone({ ...gone, why: 'over', where: places.slice(0, 1) }, say)),
  personal('stand-in-gone', 'silent', (say) => standInGone({ ...gone, why: 'silent', where: [] }, say)),
  personal('pairing-code', '', (say) => pairingCode({ code, minutes: 10, already: false }, say)),
  personal('pairing-code', 'already', (say) => pairingCode({ code, minutes: 10, already: true }, say)),
  personal('pairing-code', 'ask', (say) =>
    askForCode({ offers: [{ ...press('account.pair'), style: 'primary' }] }, say),
  ),
  personal('paired', 'new', (say) => paired({ undone: false, offers: [{ ...undo, style: 'danger' }] }, say)),
  personal('paired', 'undone', (say) => paired({ undone: true, offers: [] }, say)),
  personal('settings', 'usual', (say) =>
    settings(
      { ...setting, posts: posts(say), own: null, values: { from: 'usual', to: 'usual', digest: 'usual' } },
      say,
    ),
  ),
  personal('settings', 'own', (say) => {
    const own = { from: '07:00', to: '15:30' }
    const values = { ...own, digest: 'monday' }
    return settings({ ...setting, posts: posts(say), notice: say('settings.saved'), own, values }, say)
  }),
  personal('settings', 'leave', (say) =>
    settings(
      {
        ...setting,
        posts: posts(say),
        leave: away,
        own: null,
        values: { from: 'usual', to: 'usual', digest: 'usual' },
      },
      say,
    ),
  ),
  personal('leave', 'none', (say) => leave(atWork, say)),
  personal('leave', 'said', (say) =>
    leave({ ...atWork, notice: say('leave.saved'), now: away, values: away, alone: ['FJ-1001', 'FJ-1003'] }, say),
  ),
  personal('leave', 'leader', (say) =>
    leave({ ...atWork, now: away, values: away, unled: true, offers: [press('show.stand-in'), ...atWork.offers] }, say),
  ),
  personal('leave', 'many', (say) => leave({ ...atWork, now: away, values: away, alone: manyRefs }, say)),
  personal('leave', 'wrong', (say) =>
    leave(
      {
        ...atWork,
        errors: { until: say('refusal.days-reversed') },
        values: { from: '2026-12-11', until: '2026-12-07' },
      },
      say,
    ),
  ),
  personal('settings', 'wrong', (say) => {
    const values = { from: '15:00', to: '09:00', digest: 'usual' }
    return settings({ ...setting, posts: posts(say), own: null, values, errors: { to: say('settings.reversed') } }, say)
  }),
  personal('home', 'empty', (say) =>
    home(
      { listed: listedOn(noLists, null), posts: places.slice(0, 1), hours: { ...usual, own: false }, offers: ways },
      say,
    ),
  ),
  personal('home', 'busy', (say) =>
    home({ listed: listedOn(manyCases(say), null), posts: places, hours: { ...usual, own: true }, offers: ways }, say),
  ),
  personal('missed', '', (say) => missed({ offer: open('measure.evaluate') }, say)),
]
