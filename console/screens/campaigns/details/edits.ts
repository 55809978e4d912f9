import { useState } from 'react'
import type { FullCampaign } from '../campaign-queries.ts'
import type { EmbargoForm } from './embargo-form.tsx'
import type { EventValues } from './event-values.ts'
import type { RouteValues } from './mail-route.tsx'

/** What somebody typed on the screen of details and has not saved: null where it is as stored. */
export type Edits = {
  readonly event: EventValues | null
  readonly embargo: EmbargoForm | null
  /** The occasion that was chosen, as `occasionKey` writes it; empty for none. */
  readonly about: string | null
  readonly route: RouteValues | null
}

const noEdits: Edits = { event: null, embargo: null, about: null, route: null }

/** What a panel of the details is given: the letter, and what was typed into it. */
export type EditProps<Name extends keyof Edits> = {
  readonly campaign: FullCampaign
  readonly edit: Edits[Name]
  readonly onEdit: (edit: Edits[Name]) => void
}

/** Keeps what was typed into each panel, so that what others save meanwhile takes none of it away. */
export function useEdits() {
  const [edits, setEdits] = useState(noEdits)
  return {
    /** Whether anything typed is not saved yet. */
    isDirty: Object.values(edits).some((edit) => edit !== null),
    of: <Name extends keyof Edits>(name: Name): Pick<EditProps<Name>, 'edit' | 'onEdit'> => ({
      edit: edits[name],
      onEdit: (edit) => setEdits((before) => ({ ...before, [name]: edit })),
    }),
  }
}
