/** Who comes from a service that takes part: its contact says it. */
import type { Case } from '../../core/case.ts'
import type { Day, PersonId, ServiceCode } from '../../core/ids.ts'
import { unmannedIn } from '../../core/manning.ts'
import { isLetIn } from '../../core/post.ts'
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
      fits: ({ post }) => post.service === data.service && state !== null && isLetIn(state, post, viewer.today),
      find: find || data.find,
      isNamedAlone: true,
    }),
}

/** The services that wait for what this contact says. */
function waitingFor(state: Case, person: PersonId, today: Day): ServiceCode[] {
  const asked = state.contacts.filter((one) => one.person === person).map(({ service }) => service)
  return unmannedIn(state, today).filter((service) => asked.includes(service))
}

export const manning = {
  'service.man': action('service.man')({
    carries: { service: carriedCode },
    asks: { person: somebody(ofOwnService, { label: 'field.service.man.person' }) },
    form: { intro: 'intro.service.man', submit: 'submit.send' },
    offered: [
      {
        rank: 5,
        when: (state, { person, today }) => waitingFor(state, person.id, today).length > 0,
        data: (state, { person, today }) => ({ service: waitingFor(state, person.id, today)[0] ?? '' }),
      },
    ],
    command: ({ service, person }) => ({ service, to: person }),
  }),
}
