/** Lets the coordinators of a model in to the preview; for everybody else its addresses are of those that lead nowhere. */
import { randomUUID } from 'node:crypto'
import type { Request, Response } from 'express'
import { wording } from '../wording/index.ts'
import { nowhere, personOf } from './answer.ts'
import { ancestorsOf, inFrame } from './frame.ts'
import type { PreviewPages } from './preview.ts'
import { answering, letIn, type Room, whoIsThere } from './room.ts'

export function coordinatorsOnly(given: Room): Pick<PreviewPages, 'admit' | 'nowhere'> {
  const lost = async (request: Request, response: Response) => {
    const signedIn = await whoIsThere(given, request)
    if (!signedIn) return letIn(given, request, response)
    nowhere(await answering(given, request, signedIn), response)
  }
  return {
    async admit(request, response) {
      const signedIn = await whoIsThere(given, request)
      const around = signedIn && (await answering(given, request, signedIn))
      const { who } = around ?? {}
      const [first, ...others] = who?.coordinates ?? []
      if (!around || !who || !first) {
        await lost(request, response)
        return null
      }
      const { csrf, files, frames, client } = around
      const person = personOf(who, {
        root: given.root,
        say: wording(who.lang),
        csrf,
        delivery: randomUUID(),
        here: 'preview',
        client,
        leaves: frames.length === 0,
      })
      const shell = { person, ...inFrame(frames, files) }
      return { lang: wording(who.lang).lang, names: [first, ...others], around: shell, frames: ancestorsOf(frames) }
    },
    nowhere: lost,
  }
}
