/** How colleagues are told from one another: by as little of what people know of them as does. */
import { describe, expect, test } from 'vitest'
import { apart, calledApart, inCaseOf, nameOf, postsHere } from '../../../src/app/see/index.ts'
import type { PersonId } from '../../../src/core/ids.ts'
import type { PersonToImport } from '../../../src/person-rows.ts'
import { given } from '../../support/given.ts'
import { joined, openLog } from '../../support/history.ts'
import { looking } from '../../support/looking.ts'
import { personToImport } from '../../support/people.ts'

/** These people, who are called by what is first in each, as each is called where somebody of Bjørkelia sees it. */
async function called(...staff: [name: string, account: string, change: Partial<PersonToImport>][]) {
  const more = staff.map(([name, user, change], index) => {
    const accounts = [{ channel: 'test', tenant: 'fjordvik', user }]
    return personToImport(name, { line: 50 + index, accounts, unit: 'bjorkelia', ...change })
  })
  const { tx, viewer } = await looking({}, more)
  const teacher = await viewer('teacher')
  const ids = await Promise.all(
    [...new Set(staff.map(([, user]) => user))].map((user) =>
      tx.people.byAccount({ channel: 'test', tenant: 'fjordvik', user }),
    ),
  )
  return Promise.all(ids.map((one) => nameOf(teacher, one?.id ?? null)))
}

const health = { unit: 'helse', service: 'skolehelsetjeneste' }

describe('somebody of whom there is one is called by name alone', () => {
  test('also beside a namesake who works no more, or in another municipality', async () => {
    expect(await called(['Anne Li', 'a', {}])).toEqual(['Anne Li'])
    expect(await called(['Anne Li', 'a', {}], ['Anne Li', 'b', { active: false }])).toContain('Anne Li')
    expect(await called(['Anne Li', 'a', {}], ['Anne Li', 'b', { municipality: 'solvik' }])).toContain('Anne Li')
  })

  test('and a word stands for nobody, and for whom the directory does not know', async () => {
    const { viewer } = await looking()
    for (const id of [null, 'person_nobody']) expect(await nameOf(await viewer('teacher'), id)).toBe('Ingen ennå')
  })

  test('and so is whoever has no post there at all', async () => {
    const two = ['a', 'b'].map((user, index) => {
      return personToImport('Outsider', { line: 50 + index, accounts: [{ channel: 'test', tenant: 'fjordvik', user }] })
    })
    const { viewer } = await looking({}, two)
    expect(await nameOf(await viewer('teacher'), 'person_outsider')).toBe('Outsider')
  })
})

describe('two of one name are told apart', () => {
  test('by their units', async () => {
    expect(await called(['Anne Li', 'a', {}], ['Anne  LI', 'b', { unit: 'strandheim' }])).toEqual([
      'Anne Li (Bjorkelia)',
      expect.stringMatching(/\(Strandheim\)$/),
    ])
  })

  test('and not from themselves in another post, nor from two of another name', async () => {
    const [anne] = await called(
      ['Anne Li', 'a', {}],
      ['Anne Li', 'a', { service: 'ppt' }],
      ['Anne Li', 'b', { unit: 'strandheim' }],
      ['Berit Bo', 'c', {}],
      ['Berit Bo', 'd', {}],
    )
    expect(anne).toBe('Anne Li (Bjorkelia)')
  })

  test('by their services in one unit, then by what they are there', async () => {
    expect(await called(['Anne Li', 'a', {}], ['Anne Li', 'b', { service: 'ppt' }])).toEqual([
      'Anne Li (Bjorkelia, Skole)',
      'Anne Li (Bjorkelia, Pedagogisk-psykologisk tjeneste (PPT))',
    ])
    expect(await called(['Anne Li', 'a', {}], ['Anne Li', 'b', { roles: ['leader'] }])).toEqual([
      'Anne Li (Bjorkelia, ansatt)',
      'Anne Li (Bjorkelia, leder)',
    ])
  })

  test('by service and what they are, where each alone is another’s as well', async () => {
    const three = await called(
      ['Anne Li', 'a', {}],
      ['Anne Li', 'b', { service: 'ppt' }],
      ['Anne Li', 'c', { roles: ['leader'] }],
    )
    expect(three[0]).toBe('Anne Li (Bjorkelia, Skole, ansatt)')
  })

  test('by their mail addresses, and else by a number that stays the same', async () => {
    const mail = (user: string) => ({ email: `${user}@fjordvik.example` })
    expect(await called(['Anne Li', 'a', mail('anne.li')], ['Anne Li', 'b', mail('anne.li2')])).toEqual([
      'Anne Li (Bjorkelia, anne.li)',
      'Anne Li (Bjorkelia, anne.li2)',
    ])
    expect(await called(['Anne Li', 'a', mail('anne.li')], ['Anne Li', 'b', {}])).toEqual([
      'Anne Li (Bjorkelia, anne.li)',
      'Anne Li (Bjorkelia)',
    ])
    expect(await called(['Anne Li', 'a', {}], ['Anne Li', 'b', {}])).toEqual([
      'Anne Li (Bjorkelia, nr. 1)',
      'Anne Li (Bjorkelia, nr. 2)',
    ])
  })

  test('by the post in which they work with cases, where one keeps the directory besides', async () => {
    const [one] = await called(
      ['Anne Li', 'a', { unit: 'kontoret', roles: ['administrator'] }],
      ['Anne Li', 'a', health],
      ['Anne Li', 'b', { unit: 'strandheim' }],
    )
    expect(one).toBe('Anne Li (Helse)')
  })

  test('by where they worked, who works no more, where there are two who do', async () => {
    const [left] = await called(
      ['Anne Li', 'a', { active: false, ...health }],
      ['Anne Li', 'b', {}],
      ['Anne Li', 'c', { unit: 'strandheim' }],
    )
    expect(left).toBe('Anne Li (Helse)')
  })
})

describe('in a list', () => {
  test('two posts of one person are told apart, and from a namesake who is not in it', async () => {
    const accounts = [{ channel: 'test', tenant: 'fjordvik', user: 'a' }]
    const { tx, viewer } = await looking({}, [
      personToImport('Anne Li', { line: 50, accounts, unit: 'bjorkelia' }),
      personToImport('Anne Li', { line: 51, accounts, ...health }),
      personToImport('anne li', {
        line: 52,
        unit: 'strandheim',
        accounts: [{ channel: 'test', tenant: 'fjordvik', user: 'b' }],
      }),
    ])
    const teacher = await viewer('teacher')
    const anne = await tx.people.byAccount({ channel: 'test', tenant: 'fjordvik', user: 'a' })
    if (!anne) throw new Error('there is no Anne')
    const list = postsHere(anne, teacher).map((post) => ({ person: anne, post }))
    const other = { person: teacher.person, post: list[0]?.post ?? anne.posts[0] }
    expect(await apart(teacher, list)).toEqual([['Bjorkelia'], ['Helse']])
    if (other.post) expect(await apart(teacher, [{ person: other.person, post: other.post }])).toEqual([[]])
  })

  test('a mark that is said of everybody in it is said once', () => {
    expect(calledApart('Anne Li', ['Helse'], ['leder', 'Helse'])).toBe('Anne Li (Helse, leder)')
    expect(calledApart('Anne Li', [])).toBe('Anne Li')
  })

  test('of those in a case each has the post by which they are in it, or were, and none who never had one there', async () => {
    const { tx, viewer } = await looking({ ppt: { active: false } })
    const ids: PersonId[] = ['person_teacher', 'person_ppt', 'person_outsider']
    const people = (await Promise.all(ids.map((id) => tx.people.get(id)))).filter((one) => one !== null)
    const found = inCaseOf(await viewer('teacher'), given(openLog(2), joined('ppt')).state, people)
    expect(found.map(({ person, post }) => [person.name, post.unit])).toEqual([
      ['Teacher', 'bjorkelia'],
      ['Ppt', 'ppt'],
    ])
  })

  test('each place is one post, with all that somebody is there', async () => {
    const { viewer } = await looking()
    const teacher = await viewer('teacher')
    const [post] = teacher.person.posts
    if (!post) throw new Error('the teacher has a post')
    const led = { ...post, roles: ['leader', 'employee'] as const }
    const posts = postsHere(
      { ...teacher.person, posts: [post, { ...led, roles: [...led.roles] }, { ...post, unit: 'helse' }] },
      teacher,
    )
    expect(posts.map(({ unit, roles }) => [unit, roles])).toEqual([
      ['bjorkelia', ['employee', 'leader']],
      ['helse', ['employee']],
    ])
  })
})
