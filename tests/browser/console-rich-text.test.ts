import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readCampaign } from '#actions/read-campaign'
import en from '#messages/en' with { type: 'json' }
import { expectAccessible } from '../support/browser-checks.ts'
import { launchBrowser } from '../support/browser-visit.ts'
import { assembleTeam, draftCampaign, realContents, type Team } from '../support/campaigns.ts'
import { composerField, openComposer, savedMark } from '../support/composer.ts'
import { startSite, type Site } from '../support/site.ts'
import { chromium } from '../support/test-programs.ts'
import { waitFor } from '../support/wait.ts'

let site: Site
let browser: Browser
let team: Team
let campaignId: string

const { tools } = en.console.write

beforeAll(async () => {
  site = await startSite()
  browser = await launchBrowser()
  team = await assembleTeam(site.world)
})

afterAll(async () => {
  await browser?.close()
  await site?.[Symbol.asyncDispose]()
})

beforeEach(async () => {
  campaignId = await draftCampaign(site.world, team)
})

const readDraft = () => readCampaign(site.world, { campaignId })

/** Pastes into the field that has the focus, as a browser does it. */
async function paste(page: Page, html: string): Promise<void> {
  await page.evaluate(`{
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/html', ${JSON.stringify(html)})
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }`)
}

const fromWord = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p{color:red}</style></head><body>
<!--StartFragment--><h1 style='color:blue'>What&nbsp;happened</h1>
<p class=MsoNormal style='margin:0'><span style='font-weight:bold'>First</span>, a\u00ADsentence.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span><span>·<span>&nbsp;&nbsp; </span></span></span><![endif]>One</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span>·<span>&nbsp;&nbsp; </span></span><![endif]>Two</p>
<!--EndFragment--></body></html>`

const fromDocs = `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr" style="line-height:1.4">
<span style="font-weight:400">Plain, </span><span style="font-weight:700">bold</span><span style="font-weight:400"> and </span><a href="https://www.google.com/url?q=https://news.example/page&amp;sa=D"><span style="color:#15c">linked</span></a></p>
<ul><li dir="ltr"><p>Outer</p><ul><li><p>Inner</p></li></ul></li></ul></b>`

const run = (text: string, ...marks: object[]) => ({ type: 'text', text, ...(marks.length > 0 && { marks }) })
const paragraph = (...content: object[]) => ({ type: 'paragraph', content })
const list = (...items: string[]) => ({
  type: 'bulletList',
  content: items.map((item) => ({ type: 'listItem', content: [paragraph(run(item))] })),
})

describe.skipIf(chromium === null)('what is pasted', () => {
  const pasted = [
    {
      source: 'Word',
      html: fromWord,
      content: [
        { type: 'heading', attrs: { level: 2 }, content: [run('What happened')] },
        paragraph(run('First', { type: 'bold' }), run(', asentence.')),
        list('One', 'Two'),
      ],
    },
    {
      source: 'Google Docs',
      html: fromDocs,
      content: [
        paragraph(
          run('Plain, '),
          run('bold', { type: 'bold' }),
          run(' and '),
          run('linked', { type: 'link', attrs: { href: 'https://news.example/page' } }),
        ),
        list('Outer', 'Inner'),
      ],
    },
  ]

  test.each(pasted)('from $source comes as a letter can hold it', async ({ html, content }) => {
    await using visit = await openComposer(browser, site, campaignId)
    const { page, faults } = visit
    const body = composerField(page, 'body')
    await body.click()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.press('Delete')
    await paste(page, html)
    await waitFor('it to be saved', async () => ((await readDraft()).revision?.number ?? 0) > 1)
    await savedMark(page).waitFor()
    expect((await readDraft()).revision?.contents.en?.body.content).toEqual(content)
    expect(faults).toEqual([])
  })
})

describe.skipIf(chromium === null)('a link', () => {
  test('is typed without its scheme, and refused with another', async () => {
    await using visit = await openComposer(browser, site, campaignId)
    const { page, faults } = visit
    await composerField(page, 'summary').click()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('Read it')
    await page.keyboard.press('ControlOrMeta+a')
    const toolbar = page.locator('[data-part="summary"] [data-locale="en"]')
    await toolbar.getByRole('button', { name: tools.link }).click()
    const address = page.getByLabel(tools.linkAddress)
    await address.fill('http://news.example/')
    await address.press('Enter')
    await page.getByText(tools.linkFault).waitFor()
    await expectAccessible(page)
    await address.fill('news.example/page')
    await address.press('Enter')
    const linked = [paragraph(run('Read it', { type: 'link', attrs: { href: 'https://news.example/page' } }))]
    await waitFor('the link to be saved', async () => {
      const { content } = (await readDraft()).revision?.contents.en?.summary ?? {}
      return JSON.stringify(content) !== JSON.stringify(realContents.en?.summary.content) && content?.length === 1
    })
    await savedMark(page).waitFor()
    expect((await readDraft()).revision?.contents.en?.summary.content).toEqual(linked)
    expect(faults).toEqual([])
  })
})
