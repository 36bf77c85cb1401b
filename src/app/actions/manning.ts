/** Who comes from a service that takes part: its contact says it. */
import { unmannedIn } from '../../core/manning.ts'
import { action } from './action.ts'
import { somebody } from './chosen.ts'
import { colleagues } from './colleagues.ts'
import { carriedCode, type Source } from './field.ts'

/** Of the contact's own unit, themselves among them. */
const ofOwnService: Source = {
  empty: 'empty.colleagues',
  found: ({ viewer, state, data }, find) =>
    colleagues(viewer, {
      services: [],
      partIn: state,
      fits: ({ post }) => post.service === data.service,
      find: find || data.find,
      isNamedAlone: true,
    }),
}

export const manning = {
  'service.man': action('service.man')({
    carries: { service: carriedCode },
    asks: { person: somebody(ofOwnService, { label: 'field.service.man.person' }) },
    form: { intro: 'intro.service.man', submit: 'submit.send' },
    offered: [
      {
        rank: 5,
        when: (state, { person, today }) =>
          state.contacts.some((one) => one.person === person.id && unmannedIn(state, today).includes(one.service)),
        data: ({ contacts }) => ({ service: contacts.at(-1)?.service ?? '' }),
      },
    ],
    command: ({ service, person }) => ({ service, to: person }),
  }),
}
