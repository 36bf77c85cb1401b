/** Tells a test what had happened by the moment at which an HTTP answer was on its way. */
import express, { type Router } from 'express'

/** A router to stand before all others; `note` is called when an answer is handed to the network. */
export function whenAnswered(note: () => void): Router {
  const router = express.Router()
  router.use((_request, response, next) => {
    response.once('finish', note)
    next()
  })
  return router
}
