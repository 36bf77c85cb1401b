/** The door of the middle: what people do comes in here and is answered. */
export { createFamilyHandle } from './family.ts'
export { createHandle } from './handle.ts'
export { createFamilyWho, createWho, type Who } from './who.ts'
