import { Anchor, Button, CopyButton, Stack } from '@mantine/core'
import { useLocale } from 'use-intl'
import { Panel } from '../../parts/panel.tsx'
import { useWords } from '../../words.tsx'

/** The days of the year for the calendar that one uses anyway. */
export function FeedPanel() {
  const words = useWords()
  const locale = useLocale()
  const feed = new URL(`/calendar.ics?lang=${locale}`, location.origin).href
  return (
    <Panel title={words('calendar.feed.title')}>
      <Stack gap="xs" align="start">
        <p className="hint">{words('calendar.feed.what')}</p>
        <CopyButton value={feed}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {words(copied ? 'calendar.feed.copied' : 'calendar.feed.copy')}
            </Button>
          )}
        </CopyButton>
        <Anchor href={feed} size="sm">
          {words('calendar.feed.file')}
        </Anchor>
      </Stack>
    </Panel>
  )
}
