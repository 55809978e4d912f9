import { Alert, Button, Group } from '@mantine/core'
import type { TranslatedPart } from '#domain/letter'
import { languageName } from '../../../parts/language-name.ts'
import { Icon } from '../../../parts/icon.tsx'
import { useWords } from '../../../words.tsx'
import type { DraftKeeper, Kept } from './draft-keeper.ts'
import { partText } from './part-text.ts'
import styles from './collision.module.css'

/** Says what somebody else saved meanwhile, and lets a person choose where both changed the same. */
export function Collision({ keeper, kept }: { readonly keeper: DraftKeeper; readonly kept: Kept }) {
  const words = useWords()
  const { state, taken, draft } = kept
  const nameOf = ({ locale, part }: TranslatedPart): string =>
    words('write.partIn', { part: words(`part.${part}`), language: languageName(locale) })
  return (
    <>
      {taken !== null && (
        <Alert color="north" icon={<Icon name="people" />} mb="md" role="status">
          {words('collision.taken', { author: taken.author, parts: taken.parts.map(nameOf).join(', ') })}
        </Alert>
      )}
      {state.kind === 'conflict' && (
        <Alert color="plum" icon={<Icon name="warning" />} title={words('collision.title')} mb="md" role="alert">
          <p>{words('collision.detail', { author: state.theirs.author })}</p>
          {state.conflicts.map((placed) => (
            <section key={`${placed.locale} ${placed.part}`} className={styles['collision']}>
              <h2>{nameOf(placed)}</h2>
              <div className={styles['sides']}>
                <div>
                  <b>{words('collision.mine')}</b>
                  <p lang={placed.locale}>{partText(draft.contents[placed.locale], placed.part)}</p>
                </div>
                <div>
                  <b>{state.theirs.author}</b>
                  <p lang={placed.locale}>{partText(state.theirs.draft.contents[placed.locale], placed.part)}</p>
                </div>
              </div>
              <Group gap="xs">
                <Button size="xs" variant="default" onClick={() => keeper.settle([placed], 'mine')}>
                  {words('collision.keepMine')}
                  <span className="visually-hidden">: {nameOf(placed)}</span>
                </Button>
                <Button size="xs" variant="default" onClick={() => keeper.settle([placed], 'theirs')}>
                  {words('collision.takeTheirs', { author: state.theirs.author })}
                  <span className="visually-hidden">: {nameOf(placed)}</span>
                </Button>
              </Group>
            </section>
          ))}
        </Alert>
      )}
    </>
  )
}
