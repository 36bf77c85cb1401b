/** What people can do: every action with its button, its form, its choices and the command it makes. */

export { hasPersonalNumber } from '../../personal-number.ts'
export type { Leading } from './action.ts'
export { toExplain } from './breach.ts'
export { askingWho, caseOffers, evaluates, isHeldBack, menuOffers, seeArrived } from './case-offers.ts'
export { idIn } from './chosen.ts'
export { choicesToLead } from './colleagues.ts'
export { isAboutConsent } from './consent.ts'
export { heardIn } from './evaluation.ts'
export { excludedNow } from './excluded.ts'
export type { Fault, Surroundings } from './field.ts'
export {
  begunFolded,
  choicesOf,
  daysOf,
  drawForm,
  type Filled,
  type Filling,
  fieldsOf,
  owedIn,
  showForm,
} from './form.ts'
export { whyOver } from './given.ts'
export { keepsWords } from './kept.ts'
export { widenedNames } from './last-word.ts'
export {
  aboutItsOwn,
  canTake,
  isThere,
  may,
  type Names,
  offer,
  offerOf,
  possible,
  possibleOn,
  seeCase,
  seeReportHelp,
  show,
} from './offers.ts'
export { ownPosts, postNames } from './own-post.ts'
export { peopleFields, readAction } from './read.ts'
export { answerable, recipientChoices } from './recipients.ts'
export { topicChoices } from './sources.ts'
export { isAfterNo, isKept, isLog } from './stands.ts'
export { type Action, actions, type FormName, isAction, isFormName } from './table.ts'
export { clean, readDay } from './typed.ts'
