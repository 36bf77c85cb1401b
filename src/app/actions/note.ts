/** Notes in the log: written in the case, or kept from a message in the chat; and corrected by who wrote them. */
import type { Case } from '../../core/case.ts'
import { isWritable } from '../../core/consent.ts'
import { permissions, rolesIn } from '../../core/permission.ts'
import { casesOf, lookingAt, type Viewer } from '../see/index.ts'
import { action } from './action.ts'
import { aboutOthers, isAboutOthers } from './family.ts'
import { caseAmong, idOf, long, type Source, tick } from './field.ts'
import { topic } from './planned.ts'
import { isKept } from './stands.ts'

/** The open digital logs in which the viewer may write. */
const logs: Source = {
  empty: 'empty.logs',
  found: async ({ viewer }) => {
    const writes = (state: Case, { actor, today }: Viewer) =>
      rolesIn(state, actor, today).some((role) => permissions['note.add'].includes(role))
    const able = (await casesOf(viewer)).filter((state) => {
      const there = lookingAt(viewer, state)
      return isKept(state, there) && state.status === 'open' && writes(state, there)
    })
    return { choices: able.map(({ id, ref }) => ({ value: id, label: ref })) }
  },
}

export const note = {
  'note.add': action('note.add')({
    asks: {
      case: caseAmong(logs, { asked: ({ state }) => !state }),
      topic,
      text: long(3000, { hint: 'hint.note', usual: ({ data }) => data.prefill ?? '' }),
      bright: tick({ hint: 'hint.bright' }),
      others: aboutOthers(),
    },
    offered: [{ rank: 150, when: isKept }],
    command: ({ topic, text, bright, others }, { ids, word }) => {
      return { note: ids.next('note'), topic, text: word(text), bright, aboutOthers: isAboutOthers(others) }
    },
  }),
  'note.correct': action('note.correct')({
    carries: { note: idOf('note') },
    asks: { text: long(3000), others: aboutOthers() },
    form: { intro: 'intro.note.correct' },
    on: {
      item: 'note',
      when: ({ by, topic }, { person, today }, state) => by === person.id && isWritable(state, today, topic),
    },
    command: ({ note, text, others }, { word }) => ({ note, text: word(text), aboutOthers: isAboutOthers(others) }),
  }),
}
