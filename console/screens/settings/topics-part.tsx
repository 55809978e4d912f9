import { Panel } from '../../parts/panel.tsx'
import { useWords } from '../../words.tsx'
import { NewEntryLink } from '../library/new-entry-link.tsx'
import { TopicList } from '../library/topic-list.tsx'

/** What readers choose from. */
export function TopicsPart() {
  const words = useWords()
  return (
    <Panel title={words('settings.part.topics')} aside={<NewEntryLink shelf="topic" />}>
      <TopicList />
    </Panel>
  )
}
