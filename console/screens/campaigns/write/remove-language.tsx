import { Button, Group, Modal, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { letterLocale } from '#domain/audience'
import { letterParts } from '#domain/letter'
import type { Locale } from '#domain/locale'
import { languageName } from '../../../parts/language-name.ts'
import { useWords } from '../../../words.tsx'
import { languagesOf } from './draft.ts'
import type { DraftKeeper, Kept } from './draft-keeper.ts'
import { partText } from './part-text.ts'

type RemoveLanguageProps = {
  readonly keeper: DraftKeeper
  readonly kept: Kept
  readonly locale: Locale
}

/** Takes a language out of a letter, after saying what goes with it and where it can be found again. */
export function RemoveLanguage({ keeper, kept, locale }: RemoveLanguageProps) {
  const words = useWords()
  const [isOpen, question] = useDisclosure(false)
  const { contents, fallbackLocale } = kept.draft
  const language = languageName(locale)
  const others = languagesOf(contents).filter((other) => other !== locale)
  const fallback = letterLocale(others, locale, fallbackLocale)
  const written = letterParts.filter((part) => partText(contents[locale], part) !== '')
  const remove = async (): Promise<void> => {
    question.close()
    // What was typed last belongs into the versions too, from which all of it can be brought back.
    await keeper.flush()
    keeper.removeLanguage(locale)
  }
  return (
    <>
      <Button variant="subtle" color="plum" size="compact-sm" onClick={question.open}>
        {words('write.remove.action')}
        <span className="visually-hidden">: {language}</span>
      </Button>
      <Modal opened={isOpen} onClose={question.close} title={words('write.remove.title', { language })}>
        <Stack>
          <p>{words('write.remove.goes', { count: written.length, language })}</p>
          <p>
            {fallback === null
              ? words('write.remove.nobody', { language })
              : words('write.remove.fallback', { language, other: languageName(fallback) })}
          </p>
          {kept.number > 0 && <p>{words('write.remove.kept')}</p>}
          <Group justify="flex-end">
            <Button variant="default" onClick={question.close} data-autofocus>
              {words('write.remove.leave')}
            </Button>
            <Button color="plum" onClick={() => void remove()}>
              {words('write.remove.confirm', { language })}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
