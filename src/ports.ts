/** The borders of the middle, as one front: what the app asks of a channel, a clock and a store. Plain data crosses them. */
export * from './ports/channel.ts'
export * from './ports/clock.ts'
export * from './ports/draft.ts'
export * from './ports/mark.ts'
export * from './ports/person.ts'
export * from './ports/place.ts'
export * from './ports/stand-in.ts'
export * from './ports/store.ts'
