/** In which of their own posts somebody registers a wondering: asked of whoever has several, and never chosen for them. */

import type { Choice } from '../../../cards/card.ts'
import type { Post } from '../../core/decision.ts'
import { worksWithCases } from '../../core/post.ts'
import { municipalityOf } from '../app.ts'
import { calledApart, lookingAt, serviceNames, unitName, type Viewer } from '../see/index.ts'
import { type At, type Env, type Field, type Read, reading, typed } from './field.ts'

/** Each place once; what is an administrator's alone only where there is nothing else. */
export function ownPosts(posts: Post[]): Post[] {
  const works = posts.filter(worksWithCases)
  const able = works.length > 0 ? works : posts
  return [...new Map(able.map((post) => [placeOf(post), post])).values()]
}

/** Whether any of them is, or all are, in a service for adults. */
export function isForAdults({ viewer }: Pick<At, 'viewer'>, which: 'some' | 'every'): boolean {
  const posts = ownPosts(viewer.actor.posts)
  const isAdult = ({ municipality, service }: Post) =>
    municipalityOf(viewer, municipality).model.policy.adultServices.includes(service)
  return which === 'some' ? posts.some(isAdult) : posts.every(isAdult)
}

/** A post by its municipality, where they have posts in several, its unit and its service. */
export function postNames(viewer: Viewer, posts: Post[]): Choice[] {
  const isOne = new Set(posts.map(({ municipality }) => municipality)).size === 1
  return posts.map((post) => {
    const there = lookingAt(viewer, post)
    const [service = post.service] = serviceNames(there, [post.service])
    const unit = unitName(there, post.unit)
    const marks = isOne ? [unit] : [unit, there.model.municipality.name]
    return { value: placeOf(post), label: calledApart(service, marks) }
  })
}

export const ownPost: Field<Post> = {
  kind: 'choice',
  from: {
    empty: 'empty.posts',
    found: ({ viewer }) => ({ choices: postNames(viewer, ownPosts(viewer.actor.posts)) }),
  },
  isPerson: false,
  required: true,
  hint: 'hint.post',
  asked: ({ viewer }) => ownPosts(viewer.actor.posts).length !== 1,
  ...reading(typed, chosen),
}

/** Where there is one, it is that; a form of a time when there was one is asked anew. */
function chosen(text: string, env: Env): Read<Post> {
  const posts = ownPosts(env.posts)
  const [only, ...others] = posts
  if (text === '') return only && others.length === 0 ? { value: only } : { fault: { code: 'required' } }
  const post = posts.find((one) => placeOf(one) === text)
  return post ? { value: post } : { fault: { code: 'not-a-choice' } }
}

function placeOf({ municipality, unit, service }: Post): string {
  return [municipality, unit, service].join('/')
}
