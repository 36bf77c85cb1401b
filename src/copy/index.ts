/** What leaves as a file: copies of a log, and meetings for a calendar. Decides nothing about what may stand in one. */
export { calendarFile } from './calendar.ts'
export type { Copy, CopyData, FamilyCopy, StaffCopy, Words } from './copy.ts'
export type { Part } from './document.ts'
export { type CopyForm, copyForms, fileOf } from './file.ts'
export { partsOf } from './of-blocks.ts'
