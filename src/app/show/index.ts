/** What people look at: a case, its plan and consents, their own list and page, help. Reads and changes nothing. */
export { showCase, showMenu } from './case.ts'
export { showConsents } from './consents.ts'
export { greet, reportHelp } from './help.ts'
export { showHome } from './home.ts'
export { showMine } from './mine.ts'
export { showPlan } from './plan.ts'
export { remindOffers } from './remind-offers.ts'
export { readHours, showSettings } from './settings.ts'
