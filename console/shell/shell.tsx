import { Drawer } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useMatches, useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { Icon } from '../parts/icon.tsx'
import { Mark } from '../parts/mark.tsx'
import { sendingQuery } from '../queries.ts'
import { useWords } from '../words.tsx'
import { Nav } from './nav.tsx'
import { PaletteDoor } from './palette-door.tsx'
import { SampleMark } from './sample-mark.tsx'
import { ShortcutKeys } from './shortcut-keys.tsx'
import styles from './shell.module.css'
import { StepUpDoor } from './step-up-door.tsx'
import { StopAll } from './stop-all.tsx'
import { StoppedNote } from './stopped-note.tsx'
import { useAccountLanguage } from './use-account-language.ts'
import { useScreenTitle } from './use-screen-title.ts'

/** What stands around every screen of somebody who is signed in. */
export function Shell() {
  const words = useWords()
  const { data: sending } = useQuery(sendingQuery)
  const [isMenuOpen, menu] = useDisclosure(false)
  const isSlim = useMatches({ select: (matches) => matches.some(({ staticData }) => staticData.rail === true) })
  const path = useRouterState({ select: ({ location }) => location.pathname })
  useScreenTitle()
  useAccountLanguage()
  // A place was chosen: the menu of a phone has done its work.
  const { close } = menu
  useEffect(() => close(), [path, close])
  return (
    <>
      <a className={styles['skip']} href="#main">
        {words('shell.skip')}
      </a>
      <div className={styles['line']} />
      <SampleMark />
      {/* No `header`: the titles of dialogs are headers as well, and a page has one banner. */}
      <section aria-label="Northlight" className={styles['topbar']}>
        <Brand />
        <StopAll look="small" />
        <button type="button" className={styles['burger']} onClick={menu.open} aria-label={words('shell.menu')}>
          <Icon name="menu" />
        </button>
      </section>
      <Drawer opened={isMenuOpen} onClose={menu.close} title={words('shell.menu')} position="right" size={300}>
        <Nav isSlim={false} />
      </Drawer>
      <div className={`${styles['app']} ${isSlim ? styles['slim'] : ''}`}>
        <aside aria-label="Northlight" className={styles['side']}>
          <div className={styles['sideInner']}>
            <Brand />
            <Nav isSlim={isSlim} />
          </div>
        </aside>
        <main id="main" tabIndex={-1} className={styles['main']}>
          {typeof sending?.stoppedAt === 'string' && <StoppedNote sending={sending} />}
          <Outlet />
        </main>
      </div>
      <StepUpDoor />
      <PaletteDoor />
      <ShortcutKeys />
    </>
  )
}

function Brand() {
  return (
    <Link to="/" className={styles['brand']}>
      <Mark />
      <span lang="en">Northlight</span>
    </Link>
  )
}
