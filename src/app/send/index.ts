/** What goes out: the outbox is sent row by row, each card drawn and access checked at that moment. */
export { createDispatcher, type Dispatcher } from './dispatch.ts'
