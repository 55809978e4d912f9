import { ActionIcon } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { DragEvent } from 'react'
import { useLocale } from 'use-intl'
import { isSureDay } from '../../parts/certainty.ts'
import { Icon } from '../../parts/icon.tsx'
import { StatusShape } from '../../parts/status-mark.tsx'
import { useShownStatus } from '../../parts/use-shown-status.ts'
import { useWords } from '../../words.tsx'
import styles from './item-card.module.css'
import type { CalendarItem } from './calendar-items.ts'
import { purposeWord } from '../../parts/purpose-word.ts'
import type { Move } from './move-letter.tsx'

/** What a card carries while it is dragged. */
export const draggedCampaign = 'application/x-northlight-campaign'

type ItemCardProps = { readonly item: CalendarItem; readonly onMove: (move: Move) => void }

/** One thing on one day. A letter that has not left can be dragged to another day, or moved by its button. */
export function ItemCard({ item, onMove }: ItemCardProps) {
  const words = useWords()
  const locale = useLocale()
  const shownStatus = useShownStatus()
  if (item.kind === 'step')
    return (
      <p className={styles['step']}>
        {words(`purpose.${purposeWord(item.purpose)}`)}: {item.name}
      </p>
    )
  if (item.kind === 'occurrence')
    return (
      <div className={occurrenceClass(item)}>
        <b>{item.name}</b>
        <span lang={locale === 'en' ? 'ko' : 'en'}>{item.other}</span>
        {!isSureDay(item.certainty) && <span>{words(`calendar.certainty.${item.certainty}`)}</span>}
      </div>
    )
  const { campaign } = item
  const status = shownStatus(campaign.status)
  const isMovable = ['draft', 'in-review', 'scheduled'].includes(campaign.status)
  const drag = (event: DragEvent): void => {
    event.dataTransfer.setData(draggedCampaign, campaign.id)
    event.dataTransfer.effectAllowed = 'move'
  }
  return (
    <div
      className={`${styles['campaign']} ${campaign.isTentative ? styles['dashed'] : ''}`}
      draggable={isMovable}
      onDragStart={drag}
    >
      <span className={styles['standing']}>
        <StatusShape of={status} />
        {words(`status.${status}`)}
      </span>
      <Link to="/campaigns/$campaignId" params={{ campaignId: campaign.id }} draggable={false}>
        {campaign.name}
      </Link>
      {isMovable && (
        <ActionIcon
          className={styles['move']}
          variant="subtle"
          size={24}
          aria-label={words('calendar.move.open', { name: campaign.name })}
          onClick={() => onMove({ campaignId: campaign.id, day: item.from })}
        >
          <Icon name="swap" size={16} />
        </ActionIcon>
      )}
    </div>
  )
}

function occurrenceClass({ certainty }: Extract<CalendarItem, { kind: 'occurrence' }>): string {
  if (certainty === 'cancelled') return `${styles['occurrence']} ${styles['cancelled']}`
  return `${styles['occurrence']} ${isSureDay(certainty) ? '' : styles['unsure']}`
}
