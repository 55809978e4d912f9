import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { api } from '../../../api.ts'
import { languageName } from '../../../parts/language-name.ts'
import { useWords } from '../../../words.tsx'

/** Sends the letter to whoever presses this, and to nobody else. */
export function TestLetter({
  campaignId,
  onBefore,
}: {
  readonly campaignId: string
  /** Saves what is not saved, since a worker reads the saved letter. @returns whether all of it is saved */
  readonly onBefore: () => Promise<boolean>
}) {
  const words = useWords()
  const send = useMutation({
    mutationFn: async () => {
      if (!(await onBefore())) return null
      return (await api.campaigns[':id'].test.$post({ param: { id: campaignId } })).json()
    },
    onSuccess: (sent) =>
      sent === null
        ? notifications.show({ color: 'ochre', message: words('write.testUnsaved') })
        : notifications.show({
            color: 'pine',
            message: words('write.testSent', { language: languageName(sent.locale) }),
          }),
  })
  return (
    <Button variant="default" loading={send.isPending} onClick={() => send.mutate()}>
      {words('write.test')}
    </Button>
  )
}
