import { useQuery } from '@tanstack/react-query'
import { mayRole } from '#domain/staff'
import { LinkButton } from '../../parts/link-button.tsx'
import { meQuery } from '../../queries.ts'
import { useWords } from '../../words.tsx'
import { newKinds } from './library-search.ts'

/** Leads to the form of a new entry, for whoever may add one to a shelf that holds many. */
export function NewEntryLink({ shelf }: { readonly shelf: string }) {
  const words = useWords()
  const { data: me } = useQuery(meQuery)
  const kind = newKinds.find((known) => known === shelf)
  if (kind === undefined || me === undefined || !mayRole(me.role, 'edit-library')) return null
  return (
    <LinkButton to="/library/new" search={{ kind }} icon="add">
      {words(`library.new.of.${kind}`)}
    </LinkButton>
  )
}
