import { Button, Group, Modal, Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords } from '../words.tsx'

/** Asks before a page is left on which something is typed and not saved; `children` says what would be lost. */
export function LeaveQuestion({ isTyped, children }: { readonly isTyped: boolean; readonly children: ReactNode }) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isTyped && current.pathname !== next.pathname,
    enableBeforeUnload: isTyped,
    withResolver: true,
  })
  return <LeaveModal blocker={blocker}>{children}</LeaveModal>
}

type LeaveModalProps = {
  readonly blocker:
    | { readonly status: 'blocked'; readonly proceed: () => void; readonly reset: () => void }
    | { readonly status: 'idle' }
  readonly children: ReactNode
}

/** The question of a page that decides by itself when to ask it. */
export function LeaveModal({ blocker, children }: LeaveModalProps) {
  const words = useWords()
  if (blocker.status !== 'blocked') return null
  return (
    <Modal opened onClose={blocker.reset} title={words('write.leave.title')}>
      <Text>{children}</Text>
      <Group justify="flex-end" mt="lg">
        <Button color="plum" variant="default" onClick={blocker.proceed}>
          {words('write.leave.go')}
        </Button>
        <Button onClick={blocker.reset} data-autofocus>
          {words('write.leave.stay')}
        </Button>
      </Group>
    </Modal>
  )
}
