import { Button, Stack, TextInput } from '@mantine/core'
import type { LetterContent } from '#domain/letter'
import type { Locale } from '#domain/locale'
import { isHttpsUrl } from '#domain/rich-text'
import { GrowingText } from '../../../parts/growing-text.tsx'
import { languageName } from '../../../parts/language-name.ts'
import { useWords } from '../../../words.tsx'
import { LineField } from './line-field.tsx'

type Ask = NonNullable<LetterContent['ask']>

type AskFieldsProps = {
  readonly locale: Locale
  readonly ask: Ask | null
  readonly onChange: (ask: Ask | null) => void
}

const emptyAsk: Ask = { heading: '', text: '', label: '', url: '', message: null }

/** The one thing that the reader is asked to do. */
export function AskFields({ locale, ask, onChange }: AskFieldsProps) {
  const words = useWords()
  const language = languageName(locale)
  const labelOf = (field: 'heading' | 'text' | 'label' | 'url' | 'messageSubject' | 'messageText'): string =>
    words('write.partIn', { part: words(`ask.${field}`), language })
  if (ask === null)
    return (
      <Button variant="default" size="xs" onClick={() => onChange(emptyAsk)}>
        {words('write.partIn', { part: words('ask.add'), language })}
      </Button>
    )
  const set = (change: Partial<Ask>): void => onChange({ ...ask, ...change })
  const common = { locale, isLabelled: true }
  const { message } = ask
  return (
    <Stack gap="sm">
      <LineField
        {...common}
        label={labelOf('heading')}
        value={ask.heading}
        lengthMax={80}
        onChange={(heading) => set({ heading })}
      />
      <LineField
        {...common}
        label={labelOf('text')}
        value={ask.text}
        lengthMax={600}
        onChange={(text) => set({ text })}
      />
      <LineField
        {...common}
        label={labelOf('label')}
        value={ask.label}
        lengthMax={60}
        onChange={(label) => set({ label })}
      />
      <TextInput
        size="sm"
        type="url"
        label={labelOf('url')}
        value={ask.url}
        onChange={({ currentTarget }) => set({ url: currentTarget.value.trim() })}
        error={ask.url !== '' && !isHttpsUrl(ask.url) ? words('ask.urlFault') : undefined}
      />
      {message !== null && (
        <>
          <LineField
            {...common}
            label={labelOf('messageSubject')}
            value={message.subject}
            lengthMax={120}
            onChange={(subject) => set({ message: { ...message, subject } })}
          />
          <GrowingText
            size="sm"
            lang={locale}
            label={labelOf('messageText')}
            description={words('ask.messageHint')}
            rows={3}
            value={message.text.join('\n')}
            onChange={({ currentTarget }) => set({ message: { ...message, text: currentTarget.value.split('\n') } })}
          />
        </>
      )}
      <Button variant="subtle" color="plum" size="xs" onClick={() => onChange(null)}>
        {words('write.partIn', { part: words('ask.remove'), language })}
      </Button>
    </Stack>
  )
}
