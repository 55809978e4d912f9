import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { mayRole, type Permission } from '#domain/staff'
import { PageHead } from '../../parts/page-head.tsx'
import { meQuery } from '../../queries.ts'
import { useWords } from '../../words.tsx'
import { AuditPart } from './audit-part.tsx'
import { KeysPart } from './keys-part.tsx'
import { LanguagesPart } from './languages-part.tsx'
import { OrganisationPart } from './organisation-part.tsx'
import { SenderPart } from './sender-part.tsx'
import { SendingPart } from './sending-part.tsx'
import styles from './settings.module.css'
import { settingsParts, type SettingsPart } from './settings-search.ts'
import { StaffPart } from './staff-part.tsx'
import { TopicsPart } from './topics-part.tsx'
import { WatchListPart } from './watch-list-part.tsx'

/** What one has to be allowed to see a part at all; null for what everybody sees. */
const needs: Readonly<Record<SettingsPart, Permission | null>> = {
  organisation: null,
  topics: null,
  languages: null,
  sender: null,
  sending: null,
  staff: 'manage-staff',
  keys: 'manage-keys',
  audit: 'read-audit',
  'watch-list': 'manage-watch-list',
}

const screens: Readonly<Record<SettingsPart, () => ReactNode>> = {
  organisation: OrganisationPart,
  topics: TopicsPart,
  languages: LanguagesPart,
  sender: SenderPart,
  sending: SendingPart,
  staff: StaffPart,
  keys: KeysPart,
  audit: AuditPart,
  'watch-list': WatchListPart,
}

/** What an administrator sets once and looks at again: the organisation, its sender, people, keys and the record. */
export function SettingsScreen() {
  const words = useWords()
  const { part = 'organisation' } = getRouteApi('/staff/settings').useSearch()
  const { data: me } = useQuery(meQuery)
  if (me === undefined) return null
  const mine = settingsParts.filter((one) => {
    const need = needs[one]
    return need === null || mayRole(me.role, need)
  })
  const shown = mine.find((one) => one === part)
  const Part = shown === undefined ? null : screens[shown]
  return (
    <>
      <PageHead title={words('settings.title')} />
      <div className={styles['layout']}>
        <nav className={styles['parts']} aria-label={words('settings.title')}>
          {mine.map((one) => (
            <Link key={one} to="/settings" search={{ part: one }} aria-current={one === shown ? 'page' : undefined}>
              {words(`settings.part.${one}`)}
            </Link>
          ))}
        </nav>
        <div className={styles['stack']}>{Part === null ? <p>{words('settings.notYours')}</p> : <Part />}</div>
      </div>
    </>
  )
}
