import { expect, test } from 'vitest'
import { fillForm, readForm } from '../../demo/web-form.ts'

const page = `
<form method="get" action="/subscribe"><input name="q" value="search"></form>
<form class="card" method="post" action="/subscribe?lang=ko&amp;from=page">
  <input type="email" name="email" value="" required>
  <input type="radio" name="locale" value="en">
  <input type="radio" name="locale" value="ko" checked>
  <input type="checkbox" name="topics" value="un-watch"><input type="checkbox" name="topics" value="take-action" checked="">
  <input type="hidden" name="stamp" value="a&quot;b">
  <input type="text" name="note">
  <input type="submit">
</form>`

test('a form is read as it stands, with its action', () => {
  expect(readForm(page, '/subscribe').action).toBe('/subscribe?lang=ko&from=page')
  expect(() => readForm(page, '/confirm/')).toThrow('no form for /confirm/')
})

test('fields that nobody touches are sent with what they hold, and what is not ticked is not sent', () => {
  const sent = fillForm(readForm(page, '/subscribe'), {})
  expect([...sent]).toEqual([
    ['email', ''],
    ['locale', 'ko'],
    ['topics', 'take-action'],
    ['stamp', 'a"b'],
    ['note', ''],
  ])
})

test('answers take the place of what was typed or chosen', () => {
  const sent = fillForm(readForm(page, '/subscribe'), {
    email: 'reader@mail.example',
    locale: 'en',
    topics: ['un-watch'],
  })
  expect(sent.get('email')).toBe('reader@mail.example')
  expect(sent.getAll('locale')).toEqual(['en'])
  expect(sent.getAll('topics')).toEqual(['un-watch'])
})

test.for<[string, Record<string, string | string[]>]>([
  ['a field', { phone: '1' }],
  ['a choice', { locale: 'fr' }],
  ['one of several choices', { topics: ['un-watch', 'nothing'] }],
])('%s that the form does not offer cannot be answered', ([, answers]) => {
  expect(() => fillForm(readForm(page, '/subscribe'), answers)).toThrow('does not offer')
})
