import { Spotlight, type SpotlightActionData } from '@mantine/spotlight'
import '@mantine/spotlight/styles.layer.css'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { locales } from '#domain/locale'
import { Icon } from '../parts/icon.tsx'
import { StatusShape } from '../parts/status-mark.tsx'
import { useShownStatus } from '../parts/use-shown-status.ts'
import { useSaveLanguage } from '../parts/use-save-language.ts'
import { campaignsQuery } from '../queries.ts'
import { useWords } from '../words.tsx'
import { navItems } from './nav-items.ts'
import { showShortcuts } from './shortcut-keys.tsx'
import { useSignOut } from './use-sign-out.ts'

/** Every place and act by name: Ctrl or Command with K. */
export function Palette() {
  const words = useWords()
  const navigate = useNavigate()
  const saveLanguage = useSaveLanguage()
  const signOut = useSignOut()
  const shownStatus = useShownStatus()
  const { data } = useQuery(campaignsQuery)
  // It was asked for by its keys before it was here.
  useEffect(() => Spotlight.open(), [])
  const places: SpotlightActionData[] = navItems.map(({ to, icon, word }) => ({
    id: `place ${to}`,
    label: words(word),
    leftSection: <Icon name={icon} />,
    onClick: () => void navigate({ to }),
  }))
  const campaigns: SpotlightActionData[] = (data?.campaigns ?? []).map(({ id, name, status }) => ({
    id: `campaign ${id}`,
    label: name,
    description: words(`status.${shownStatus(status)}`),
    leftSection: <StatusShape of={shownStatus(status)} size={20} />,
    onClick: () => void navigate({ to: '/campaigns/$campaignId', params: { campaignId: id } }),
  }))
  const acts: SpotlightActionData[] = [
    {
      id: 'account',
      label: words('account.title'),
      leftSection: <Icon name="person" />,
      onClick: () => void navigate({ to: '/account' }),
    },
    ...locales.map((locale) => ({
      id: `language ${locale}`,
      label: words(`palette.language.${locale}`),
      leftSection: <Icon name="swap" />,
      onClick: () => void saveLanguage(locale),
    })),
    {
      id: 'shortcuts',
      label: words('shortcuts.title'),
      leftSection: <Icon name="lines" />,
      onClick: showShortcuts,
    },
    { id: 'sign-out', label: words('account.signOut'), leftSection: <Icon name="leave" />, onClick: signOut },
  ]
  return (
    <Spotlight
      actions={[
        { group: words('palette.places'), actions: places },
        { group: words('palette.campaigns'), actions: campaigns },
        { group: words('palette.acts'), actions: acts },
      ]}
      shortcut="mod+K"
      limit={12}
      nothingFound={words('palette.nothing')}
      searchProps={{
        placeholder: words('palette.search'),
        'aria-label': words('palette.search'),
        leftSection: <Icon name="search" />,
      }}
      transitionProps={{ duration: 0 }}
      attributes={{ content: { 'aria-label': words('palette.search') } }}
    />
  )
}
